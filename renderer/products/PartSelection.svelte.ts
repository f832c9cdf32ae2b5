import { isWithin, keySet, unionOf, without } from './keySets.ts';

const NONE = keySet([]);

/** What is selected, pointed at and isolated: one thing for tree, 3D view and material map. Holds partKeys. */
export class PartSelection {
  selected = $state.raw(NONE);
  hovered = $state.raw(NONE);
  /** null = all parts are shown. */
  isolated = $state.raw<ReadonlySet<string> | null>(null);

  /** Replaces the selection; with `add`, turns exactly these parts on, or off when all of them were on. */
  select(partKeys: Iterable<string>, add = false): void {
    const keys = keySet(partKeys);
    if (!add) this.selected = keys;
    else if (keys.size > 0 && isWithin(keys, this.selected)) this.selected = without(this.selected, keys);
    else this.selected = unionOf(this.selected, keys);
    this.#followIsolation();
  }

  hover(partKeys: Iterable<string>): void {
    const keys = keySet(partKeys);
    if (keys.size === 0 && this.hovered.size === 0) return;
    this.hovered = keys;
  }

  /** Shows only the selected parts, or all again. */
  toggleIsolation(): void {
    this.isolated = this.isolated === null && this.selected.size > 0 ? this.selected : null;
  }

  /** For another CAD file: keys that are gone are dropped. */
  keepOnly(known: ReadonlySet<string>): void {
    const gone = [...this.selected].filter((key) => !known.has(key));
    if (gone.length > 0) this.selected = without(this.selected, gone);
    this.hovered = NONE;
    if (this.isolated && !isWithin(this.isolated, known)) this.isolated = null;
  }

  /** Who selects a ghost wants to see it: isolation moves on to the new selection, and ends with none. */
  #followIsolation(): void {
    if (this.isolated === null) return;
    if (this.selected.size === 0) this.isolated = null;
    else if (!isWithin(this.selected, this.isolated)) this.isolated = this.selected;
  }
}
