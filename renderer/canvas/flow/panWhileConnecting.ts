import type { Camera } from './camera.svelte.ts';
import { panAtEdges } from './panAtEdges.ts';
import type { Point } from '../geometry/rectangle.ts';

type ToDrawing = (client: { readonly clientX: number; readonly clientY: number }) => Point;

/**
 * Moves the view while a wire is drawn along an edge of the drawing. Returns what ends it.
 *
 * Svelte Flow draws the wire to where it last heard of the pointer: after every move of the view it is told again.
 */
export function panWhileConnecting(camera: Camera, toDrawing: ToDrawing): () => void {
  let pointer = { clientX: 0, clientY: 0 };
  const edges = panAtEdges(camera, () => document.dispatchEvent(new MouseEvent('mousemove', pointer)));
  const follow = ({ clientX, clientY }: PointerEvent): void => {
    pointer = { clientX, clientY };
    edges.follow(toDrawing(pointer));
  };
  const stop = new AbortController();
  const { signal } = stop;
  window.addEventListener('pointermove', follow, { signal });
  // Svelte Flow does not hear that the pointer was taken away: the wire waits, and so does the view.
  window.addEventListener('pointercancel', edges.stop, { signal });
  window.addEventListener('blur', edges.stop, { signal });
  return () => {
    stop.abort();
    edges.stop();
  };
}
