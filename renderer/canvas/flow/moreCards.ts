import type { Point, Rectangle } from '../geometry/rectangle.ts';

type Place = Point & { readonly id: string };

/**
 * What is drawn after the next frame: of what is wanted all that is drawn already, and at most `count` more, those nearest
 * to the middle of the area first.
 */
export function moreCards(
  wanted: readonly Place[],
  drawn: ReadonlySet<string>,
  area: Rectangle,
  count: number,
): ReadonlySet<string> {
  const middle = { x: area.x + area.width / 2, y: area.y + area.height / 2 };
  const distance = ({ x, y }: Point): number => Math.hypot(x - middle.x, y - middle.y);
  const missing = wanted.filter(({ id }) => !drawn.has(id)).toSorted((a, b) => distance(a) - distance(b));
  const kept = wanted.filter(({ id }) => drawn.has(id));
  return new Set([...kept, ...missing.slice(0, count)].map(({ id }) => id));
}
