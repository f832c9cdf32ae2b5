import { tick } from 'svelte';

interface Handing {
  /** Where the controls are that may go away. */
  readonly region: () => Element | null | undefined;
  /** Reads what they come and go with. */
  readonly changed: () => unknown;
  /** Who has the focus after one that had it has gone. */
  readonly next: () => { focus(): void } | null | undefined;
}

/** Nobody who pressed a control that goes away by it has to begin at the top of the page. For the start of a component. */
export function handOnFocus({ region, changed, next }: Handing): void {
  $effect.pre(() => {
    changed();
    if (!region()?.contains(document.activeElement)) return;
    void tick().then(() => document.activeElement === document.body && next()?.focus());
  });
}

/** The main area of the screen, which always is. */
export const mainArea = (): HTMLElement | null => document.querySelector('[data-region=main]');
