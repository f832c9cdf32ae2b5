import type { Action } from 'svelte/action';

interface Corner {
  readonly right: number;
  readonly bottom: number;
}

let held = $state.raw<Corner | null>(null);

/** The lower right corner that toasts stand in, in px from that of the window; null = that of the frame. */
export const toastCorner = {
  get current(): Corner | null {
    return held;
  },
};

/**
 * As long as the element is there, toasts stand in its lower right corner: a screen whose own corner is worked with says so
 * where they cover nothing. `beside` is how much of the corner is taken.
 */
export const holdToasts: Action<HTMLElement, Corner> = (element, beside) => {
  let taken = beside;
  function measure(): void {
    const { right, bottom } = element.getBoundingClientRect();
    held = { right: innerWidth - right + taken.right, bottom: innerHeight - bottom + taken.bottom };
  }
  const observer = new ResizeObserver(measure);
  observer.observe(element);
  return {
    update(next) {
      taken = next;
      measure();
    },
    destroy() {
      observer.disconnect();
      held = null;
    },
  };
};
