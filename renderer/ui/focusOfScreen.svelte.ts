import { tick } from 'svelte';
import { mainArea } from './handOnFocus.svelte.ts';

/** Marks what of a screen has the focus first; without it, its main area has. */
const FIRST = '[data-first-focus]';

/**
 * Where the focus goes when something that lies over the screen closes. On another screen than it was opened on, its
 * opener, say an entry of the rail, is not what goes on being worked with. That screen may come before or after the
 * closing: one that comes later takes the focus from the main area.
 * For the start of a component; to be called with the event of the closing.
 */
export function focusOfScreen(open: () => boolean): (event: Event) => void {
  let openedOn = '';
  $effect.pre(() => {
    if (open()) openedOn = location.hash;
  });
  return (event) => {
    if (location.hash === openedOn) return;
    event.preventDefault();
    void tick().then(() => (document.querySelector<HTMLElement>(FIRST) ?? mainArea())?.focus({ preventScroll: true }));
  };
}
