import { prefersReducedMotion } from 'svelte/motion';
import { contains, type Point, type Rectangle } from '../geometry/rectangle.ts';
import { limitZoom, type ZoomLevel, zoomLevel } from './zoomLevel.ts';

/** Where the origin of the document is in the drawing, in pixels, and how many pixels a unit of the document takes. */
export interface Viewport extends Point {
  readonly zoom: number;
}

/** A move that is made for the user, as fit view, takes so long; ui.md calls it slow motion. */
const TRAVEL_MS = 220;
/** With more in view, a frame of the travel takes longer than the eye forgives. */
const TRAVEL_LIMIT = 150;
/** Above and below there are tools, which float over the drawing. */
const FIT_MARGIN = { x: 32, y: 52 } as const;
/** So long after the last change the view counts as at rest: the pictures that moved with it are drawn sharp again. */
const REST_MS = 140;
/** A picture that is seen so much larger or smaller than it was made is made anew. */
const MOST_STRETCH = 2.5;

const isSame = (one: Viewport, other: Viewport): boolean =>
  one.x === other.x && one.y === other.y && one.zoom === other.zoom;

/** Eased as `--ease` is. */
const ease = (t: number): number => 1 - (1 - t) ** 3;

/** How far something lies outside of a range, negative before it. */
function beyond({ at, length }: { readonly at: number; readonly length: number }, from: number, to: number): number {
  return at < from ? at - from : Math.max(0, Math.min(at - from, at + length - to));
}

/** What part of the document is seen, and how large. */
export class Camera {
  viewport = $state.raw<Viewport>({ x: 0, y: 0, zoom: 1 });
  /** Of the drawing, in pixels. */
  size = $state.raw({ width: 0, height: 0 });
  /** Between the first change of the viewport and a moment after the last. */
  moving = $state(false);
  /**
   * The view that the drawing is made for. While the view moves, what is drawn is moved as one picture; it is made anew at
   * rest, or when it had to be stretched or moved too far.
   */
  settled = $state.raw<Viewport>({ x: 0, y: 0, zoom: 1 });
  readonly level: ZoomLevel = $derived(zoomLevel(this.settled.zoom));
  readonly seen: Rectangle = $derived(this.#seenBy(this.viewport));

  #isFollowed = false;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #travelling = 0;
  readonly #onrest: (viewport: Viewport) => void;

  /** `onrest` hears where the view came to rest. */
  constructor(onrest: (viewport: Viewport) => void) {
    this.#onrest = onrest;
  }

  /** Shows this at once, ending a travel. */
  set(viewport: Viewport): void {
    cancelAnimationFrame(this.#travelling);
    this.#show(viewport);
  }

  /** As `set`, and what is drawn there is made at once: for what cannot wait until the view is at rest. */
  jump(viewport: Viewport): void {
    this.set(viewport);
    this.settled = viewport;
  }

  panBy(dx: number, dy: number): void {
    const { x, y, zoom } = this.viewport;
    this.set({ x: x + dx, y: y + dy, zoom });
  }

  /** What lies at `at` (pixels of the drawing; its middle when left out) stays where it is. */
  zoomTo(zoom: number, at: Point = this.#middle): void {
    const { viewport } = this;
    const next = limitZoom(zoom);
    const factor = next / viewport.zoom;
    this.set({ x: at.x - (at.x - viewport.x) * factor, y: at.y - (at.y - viewport.y) * factor, zoom: next });
  }

  /** The view that the drawing begins with: it is there at once, and nothing has moved. */
  place(viewport: Viewport): void {
    this.viewport = viewport;
    this.settled = viewport;
  }

  /** The view that shows all of `box`, not larger than life. */
  fitting(box: Rectangle): Viewport {
    const { width, height } = this.size;
    const room = { width: Math.max(1, width - 2 * FIT_MARGIN.x), height: Math.max(1, height - 2 * FIT_MARGIN.y) };
    return this.around(box, limitZoom(Math.min(1, room.width / box.width, room.height / box.height)));
  }

  /** The view with the middle of `box` in its own. */
  around(box: Rectangle, zoom: number): Viewport {
    const middle = this.#middle;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return { x: middle.x - x * zoom, y: middle.y - y * zoom, zoom };
  }

  /**
   * The drawing has another size: what was fitted into it still is, and any other view keeps its corner. Answers whether
   * the view is another one by that.
   */
  resize(size: Camera['size'], box: Rectangle | null): boolean {
    const wasFitted = box !== null && this.size.width > 0 && isSame(this.fitting(box), this.viewport);
    this.size = size;
    if (!wasFitted || size.width === 0 || size.height === 0) return false;
    this.place(this.fitting(box));
    return true;
  }

  /** Shows all of `box`. `items` in sight decide whether the view travels there or jumps. */
  fit(box: Rectangle | null, items: number): void {
    if (box !== null && this.size.width > 0) this.#travel(this.fitting(box), items);
  }

  /** Brings `box` into sight and changes the zoom only when `zoom` asks for more. */
  reveal(box: Rectangle, items: number, zoom = this.viewport.zoom): void {
    const { x, y, width, height } = box;
    const isSeen = contains(this.seen, { x, y }) && contains(this.seen, { x: x + width, y: y + height });
    if (isSeen && zoom === this.viewport.zoom) return;
    this.#travel(this.around(box, zoom), items);
  }

  /** Moves the view no further than it takes to have `box` between the tools; of what is larger, its upper left corner. */
  include(box: Rectangle): void {
    const { zoom } = this.viewport;
    const { x, y } = this.toDrawing(box);
    const { width, height } = this.size;
    this.panBy(
      -beyond({ at: x, length: box.width * zoom }, FIT_MARGIN.x, width - FIT_MARGIN.x),
      -beyond({ at: y, length: box.height * zoom }, FIT_MARGIN.y, height - FIT_MARGIN.y),
    );
  }

  toDocument({ x, y }: Point): Point {
    const { viewport } = this;
    return { x: (x - viewport.x) / viewport.zoom, y: (y - viewport.y) / viewport.zoom };
  }

  toDrawing({ x, y }: Point): Point {
    const { viewport } = this;
    return { x: x * viewport.zoom + viewport.x, y: y * viewport.zoom + viewport.y };
  }

  destroy(): void {
    cancelAnimationFrame(this.#travelling);
    if (this.#resting === undefined) return;
    clearTimeout(this.#resting);
    this.#onrest(this.viewport);
  }

  /** Whether the drawing has to be made for every view, as it has while a wire is drawn to the pointer. */
  follow(isFollowed: boolean): void {
    this.#isFollowed = isFollowed;
    if (isFollowed) this.settled = this.viewport;
  }

  get #middle(): Point {
    return { x: this.size.width / 2, y: this.size.height / 2 };
  }

  #seenBy({ x, y, zoom }: Viewport): Rectangle {
    return { x: -x / zoom, y: -y / zoom, width: this.size.width / zoom, height: this.size.height / zoom };
  }

  #travel(to: Viewport, items: number): void {
    cancelAnimationFrame(this.#travelling);
    if (prefersReducedMotion.current || items > TRAVEL_LIMIT) return this.#show(to);
    const from = this.viewport;
    const started = performance.now();
    const step = (): void => {
      const t = Math.min(1, (performance.now() - started) / TRAVEL_MS);
      const part = ease(t);
      const between = (a: number, b: number): number => (t < 1 ? a + (b - a) * part : b);
      this.#show({ x: between(from.x, to.x), y: between(from.y, to.y), zoom: between(from.zoom, to.zoom) });
      if (t < 1) this.#travelling = requestAnimationFrame(step);
    };
    this.#travelling = requestAnimationFrame(step);
  }

  #show(viewport: Viewport): void {
    if (isSame(viewport, this.viewport)) return;
    this.viewport = viewport;
    this.moving = true;
    if (this.#isFollowed || this.#isFarFrom(this.settled)) this.settled = viewport;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.#resting = undefined;
      this.moving = false;
      this.settled = this.viewport;
      this.#onrest(this.viewport);
    }, REST_MS);
  }

  #isFarFrom(settled: Viewport): boolean {
    const { x, y, zoom } = this.viewport;
    const stretch = zoom / settled.zoom;
    return (
      stretch > MOST_STRETCH ||
      stretch < 1 / MOST_STRETCH ||
      Math.abs(x - settled.x * stretch) > this.size.width * stretch ||
      Math.abs(y - settled.y * stretch) > this.size.height * stretch
    );
  }
}
