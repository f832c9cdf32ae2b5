import type { Camera } from './camera.svelte.ts';
import type { Point } from '../geometry/rectangle.ts';

/** The view moves when what is dragged comes so near to an edge of the drawing, in pixels. */
const REACH = 32;
/** Pixels a second at the edge and beyond it; less, the further inside. */
const SPEED = 900;
/** A frame that took longer than this, in milliseconds, moves the view no further: it would jump. */
const LONGEST_FRAME = 50;

/** Where the view is pushed while the pointer is at `at`: -1..1 for each direction, 0 away from the edges. */
export function pushAtEdge(at: Point, size: { readonly width: number; readonly height: number }): Point {
  const push = (place: number, length: number): number => {
    const before = Math.min(1, Math.max(0, (REACH - place) / REACH));
    const behind = Math.min(1, Math.max(0, (place - length + REACH) / REACH));
    return before - behind;
  };
  return { x: push(at.x, size.width), y: push(at.y, size.height) };
}

export interface EdgePan {
  /** The pointer is here, in pixels of the drawing. */
  readonly follow: (at: Point) => void;
  readonly stop: () => void;
}

/** Moves the view while something is dragged along an edge of the drawing. `onpan` hears of every move of the view. */
export function panAtEdges(camera: Camera, onpan: () => void): EdgePan {
  let push: Point = { x: 0, y: 0 };
  let frame = 0;
  let last = 0;

  function step(now: number): void {
    // A frame may have begun before the pointer was heard of.
    const seconds = Math.min(LONGEST_FRAME, Math.max(0, now - last)) / 1000;
    last = now;
    camera.panBy(push.x * SPEED * seconds, push.y * SPEED * seconds);
    onpan();
    frame = push.x === 0 && push.y === 0 ? 0 : requestAnimationFrame(step);
  }

  return {
    follow(at) {
      push = pushAtEdge(at, camera.size);
      if (frame !== 0 || (push.x === 0 && push.y === 0)) return;
      last = performance.now();
      frame = requestAnimationFrame(step);
    },
    stop() {
      cancelAnimationFrame(frame);
      frame = 0;
    },
  };
}
