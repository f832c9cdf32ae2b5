import { cycleRegion } from './cycleRegion.ts';

const focusableSelector =
  'a[href], button:not([tabindex="-1"]), input, select, textarea, [tabindex]:not([tabindex="-1"])';

/** The regions of the window that can be seen now, in the order of the page: rail, strip, panels, status bar. */
function visibleRegions(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.getClientRects().length > 0,
  );
}

function firstFocusable(region: HTMLElement): HTMLElement | null {
  return (
    region.querySelector<HTMLElement>('[aria-current=page]') ?? region.querySelector<HTMLElement>(focusableSelector)
  );
}

const remembered = new WeakMap<HTMLElement, HTMLElement>();

/** Moves the focus to the next region (F6) or the one before, to where the focus was in it last. */
export function focusNextRegion(step: 1 | -1): void {
  const regions = visibleRegions();
  const active = document.activeElement;
  // The innermost: regions may lie inside each other (panels of a screen inside its main).
  const here = regions.findLastIndex((region) => active !== null && region.contains(active));
  const left = regions[here];
  if (left && active instanceof HTMLElement) remembered.set(left, active);
  const region = regions[cycleRegion(here, regions.length, step)];
  if (!region) return;
  const last = remembered.get(region);
  const target = last && region.contains(last) ? last : firstFocusable(region);
  if (target) target.focus();
  else {
    region.tabIndex = -1;
    region.focus();
  }
}
