import { dragTarget } from './dragTarget.ts';

/** A rule on its way to another place, by pointer. Escape puts it back. */
export class RuleDrag {
  #state = $state.raw<{ readonly from: number; readonly to: number } | null>(null);
  readonly #rows: () => readonly Element[];
  readonly #ondrop: (from: number, to: number) => void;

  constructor(rows: () => readonly Element[], ondrop: (from: number, to: number) => void) {
    this.#rows = rows;
    this.#ondrop = ondrop;
  }

  /** Index of the row that is dragged; -1 = none. */
  get from(): number {
    return this.#state?.from ?? -1;
  }

  /** On which side of this row the line stands that says where the dragged one will be. */
  sideOf(index: number): 'above' | 'below' | null {
    const state = this.#state;
    if (!state || state.to === state.from || state.to !== index) return null;
    return state.to > state.from ? 'below' : 'above';
  }

  grab(event: PointerEvent, from: number): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.#state = { from, to: from };
    const stop = new AbortController();
    const { signal } = stop;
    const end = (drop: boolean): void => {
      stop.abort();
      const state = this.#state;
      this.#state = null;
      if (drop && state && state.to !== state.from) this.#ondrop(state.from, state.to);
    };
    window.addEventListener('pointermove', (moved) => this.#follow(from, moved.clientY), { signal });
    window.addEventListener('pointerup', () => end(true), { signal });
    window.addEventListener('pointercancel', () => end(false), { signal });
    window.addEventListener('keydown', (key) => key.key === 'Escape' && end(false), { signal, capture: true });
  }

  #follow(from: number, y: number): void {
    const extents = this.#rows().map((row) => row.getBoundingClientRect());
    this.#state = { from, to: dragTarget(extents, from, y) };
  }
}
