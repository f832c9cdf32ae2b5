import { isTyping } from '../../../ui/singleKeys.ts';
import type { KeyPlace } from './canvasKeys.ts';

const floating = '[role=dialog], [role=menu], [role=listbox], [data-floating]';
const controls = 'button, a[href], [role=tab], [role=separator], [role=radio], [role=slider]';

/** Marks the element that holds the drawing, so that keys know where they are pressed. */
export const drawingAttribute = 'data-canvas-drawing';

/**
 * Where a key was pressed. The page itself counts as the drawing while there is one: nothing else has the focus. With the
 * outline in its place Tab leads on as everywhere.
 */
export function keyPlace(event: Event): KeyPlace {
  const target = event.target;
  if (!(target instanceof Element)) return 'drawing';
  if (target.closest(floating)) return 'floating';
  if (event instanceof KeyboardEvent && isTyping(event)) return 'field';
  if (target.matches('input, textarea, select, [contenteditable=true]')) return 'field';
  if (target.closest('[role=tree]')) return 'outline';
  if (target === document.body || target.matches('[data-region=main]')) {
    return document.querySelector(`[${drawingAttribute}]`) ? 'drawing' : 'control';
  }
  return target.closest(`[${drawingAttribute}]`) && !target.closest(controls) ? 'drawing' : 'control';
}
