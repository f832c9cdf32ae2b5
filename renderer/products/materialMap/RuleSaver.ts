import type { MaterialRule } from '../../../shared/domain/material.ts';

export type SaveState = 'saved' | 'pending' | 'saving' | 'failed';

/**
 * Sends the map a moment after the last edit, one request at a time, the latest map only. A failed map is kept and
 * sent with the next edit or on `flush`, so nothing is lost silently.
 */
export class RuleSaver {
  readonly #save: (rules: MaterialRule[]) => Promise<void>;
  readonly #delay: number;
  readonly #onState: (state: SaveState, error: unknown) => void;
  #waiting: MaterialRule[] | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #running: Promise<void> | null = null;

  /** `delay` in milliseconds. */
  constructor(
    save: (rules: MaterialRule[]) => Promise<void>,
    delay: number,
    onState: (state: SaveState, error: unknown) => void,
  ) {
    this.#save = save;
    this.#delay = delay;
    this.#onState = onState;
  }

  /** True while an edit is not yet known to be saved. */
  get busy(): boolean {
    return this.#waiting !== null || this.#running !== null;
  }

  push(rules: MaterialRule[]): void {
    this.#waiting = rules;
    this.#onState('pending', null);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), this.#delay);
  }

  /** Saves now what waits; resolves when nothing is under way any more. */
  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#running) await this.#running;
    if (this.#waiting === null || this.#running) return;
    this.#running = this.#send(this.#waiting);
    await this.#running;
  }

  async #send(rules: MaterialRule[]): Promise<void> {
    this.#waiting = null;
    this.#onState('saving', null);
    try {
      await this.#save(rules);
      this.#running = null;
      // An edit came meanwhile: its own timer sends it.
      this.#onState(this.#waiting ? 'pending' : 'saved', null);
    } catch (error) {
      this.#running = null;
      this.#waiting ??= rules;
      this.#onState('failed', error);
    }
  }
}
