import type { Point, Rectangle } from '../geometry/rectangle.ts';

/** A cubic Bézier curve: where it starts, what it is drawn to, where it ends. */
export type Curve = readonly [Point, Point, Point, Point];

const MIN_REACH = 24;
const MAX_REACH = 160;

/** A wire leaves an output to the right and comes to an input from the left, also when the input lies behind it. */
export function wireCurve(from: Point, to: Point): Curve {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const wanted = dx >= 0 ? Math.max(dx, Math.abs(dy) * 0.3) / 2 : Math.abs(dx) / 3 + Math.abs(dy) / 6;
  const reach = Math.min(MAX_REACH, Math.max(MIN_REACH, wanted));
  return [from, { x: from.x + reach, y: from.y }, { x: to.x - reach, y: to.y }, to];
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** The curve as the `d` of an SVG path. */
export function wirePath(from: Point, to: Point): string {
  const [start, first, second, end] = wireCurve(from, to).map(({ x, y }) => `${rounded(x)} ${rounded(y)}`);
  return `M${start}C${first} ${second} ${end}`;
}

function curvePoint([a, b, c, d]: Curve, t: number): Point {
  const s = 1 - t;
  const [u, v, w, z] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return { x: u * a.x + v * b.x + w * c.x + z * d.x, y: u * a.y + v * b.y + w * c.y + z * d.y };
}

/** Holds the whole wire: a Bézier curve never leaves the hull of its four points. */
export function wireBounds(from: Point, to: Point): Rectangle {
  const curve = wireCurve(from, to);
  const xs = curve.map(({ x }) => x);
  const ys = curve.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function distanceToSegment({ x, y }: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / length));
  return Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
}

const PIECES = 24;

/** How far a point is from a wire, to within a fraction of a pixel for wires as long as a screen. */
export function distanceToWire(point: Point, from: Point, to: Point): number {
  const curve = wireCurve(from, to);
  let nearest = Infinity;
  let last = from;
  for (let piece = 1; piece <= PIECES; piece += 1) {
    const next = curvePoint(curve, piece / PIECES);
    nearest = Math.min(nearest, distanceToSegment(point, last, next));
    last = next;
  }
  return nearest;
}
