import type { MaterialRule } from '../../../shared/domain/material.ts';
import { RuleSaver, type SaveState } from './RuleSaver.ts';
import { type DraftRule, isComplete } from './draftRule.ts';

const SAVE_DELAY = 400;
const HISTORY = 100;

/** The material map under the person's hands: edits show at once, are saved a moment later, and can be undone. */
export class RuleDraft {
  rules = $state.raw<readonly DraftRule[]>([]);
  state = $state<SaveState>('saved');
  error = $state.raw<unknown>(null);
  undoable = $state(false);
  readonly #saver: RuleSaver;
  #history: (readonly DraftRule[])[] = [];
  /** Edits under one label in a row (typing in one field) are one step of undo. */
  #lastLabel: string | null = null;
  #nextId = 1;

  constructor(save: (rules: MaterialRule[]) => Promise<void>) {
    this.#saver = new RuleSaver(save, SAVE_DELAY, (state, error) => {
      this.state = state;
      this.error = error;
    });
  }

  /** Rules that count: a row without a pattern is not one yet. */
  get valid(): MaterialRule[] {
    return this.rules.filter(isComplete).map(({ pattern, materialId }) => ({ pattern: pattern.trim(), materialId }));
  }

  /** Takes over what was stored, unless an edit is on its way there. Rows keep their identity where they stay the same. */
  adopt(stored: readonly MaterialRule[]): void {
    if (this.#saver.busy) return;
    const mine = this.valid;
    const same =
      mine.length === stored.length &&
      mine.every((rule, i) => rule.pattern === stored[i]?.pattern && rule.materialId === stored[i]?.materialId);
    if (same) return;
    this.rules = stored.map((rule) => ({ ...rule, id: this.#nextId++ }));
    this.#forget();
  }

  /** `label` joins edits of one kind into one undo step; null never joins. */
  edit(rules: readonly (MaterialRule & { id?: number })[], label: string | null = null): void {
    if (label === null || label !== this.#lastLabel) {
      this.#history = [...this.#history.slice(1 - HISTORY), this.rules];
    }
    this.#lastLabel = label;
    this.undoable = true;
    this.#put(rules.map((rule) => ({ ...rule, id: rule.id ?? this.#nextId++ })));
  }

  undo(): void {
    const before = this.#history.pop();
    if (!before) return;
    this.#lastLabel = null;
    this.undoable = this.#history.length > 0;
    this.#put(before);
  }

  flush(): Promise<void> {
    return this.#saver.flush();
  }

  #put(rules: readonly DraftRule[]): void {
    this.rules = rules;
    this.#saver.push(this.valid);
  }

  #forget(): void {
    this.#history = [];
    this.#lastLabel = null;
    this.undoable = false;
  }
}
