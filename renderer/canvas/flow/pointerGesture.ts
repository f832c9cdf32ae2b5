/** What is done with the pointer between pressing and letting go. */
export interface Gesture {
  /** The pointer went somewhere, or Alt was pressed or let go. Not called before it has left the place. */
  move(at: { readonly clientX: number; readonly clientY: number; readonly altKey: boolean }): void;
  end(): void;
  /** Nothing has happened. */
  cancel(): void;
  /** It was let go where it was pressed. */
  click?(): void;
  /** Aborted when what it was pressed on is gone: it is cancelled then. */
  readonly ended?: AbortSignal;
}

/** Less than so many pixels is a click with an unsteady hand. */
const THRESHOLD = 4;

/** Follows the pointer from its press on, until it is let go, taken away, or Escape is pressed. */
export function followPointer(pressed: PointerEvent, gesture: Gesture): void {
  const stop = new AbortController();
  const options = { signal: stop.signal, capture: true };
  let last: { clientX: number; clientY: number; altKey: boolean } = pressed;
  let hasMoved = false;
  const isOther = (event: PointerEvent): boolean => event.pointerId !== pressed.pointerId;

  function move(event: PointerEvent): void {
    if (isOther(event)) return;
    const { clientX, clientY, altKey } = event;
    hasMoved ||= Math.hypot(clientX - pressed.clientX, clientY - pressed.clientY) >= THRESHOLD;
    last = { clientX, clientY, altKey };
    if (hasMoved) gesture.move(last);
  }
  function key(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      cancel();
    } else if (event.key === 'Alt' && hasMoved) {
      event.preventDefault();
      gesture.move({ ...last, altKey: event.type === 'keydown' });
    }
  }
  function cancel(): void {
    stop.abort();
    gesture.cancel();
  }
  function up(event: PointerEvent): void {
    if (isOther(event)) return;
    stop.abort();
    if (hasMoved) gesture.end();
    else if (gesture.click) gesture.click();
    else gesture.cancel();
  }

  gesture.ended?.addEventListener('abort', cancel, { signal: stop.signal });
  window.addEventListener('pointermove', move, options);
  window.addEventListener('pointerup', up, options);
  window.addEventListener('pointercancel', (event) => void (isOther(event) || cancel()), options);
  window.addEventListener('keydown', key, options);
  window.addEventListener('keyup', key, options);
  // Elements that lose the focus are heard of here as well.
  window.addEventListener('blur', (event) => void (event.target === window && cancel()), options);
}
