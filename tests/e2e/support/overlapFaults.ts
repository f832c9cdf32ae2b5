import type { SeenBox } from './seenBoxes.ts';

/** Lines of text stand closer than their letters are tall. */
const TOLERANCE = 4;

const overlap = (a: SeenBox, b: SeenBox): number =>
  Math.min(
    Math.min(a.right, b.right) - Math.max(a.left, b.left),
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
  );

const contains = (outer: SeenBox, inner: SeenBox): boolean =>
  outer.left <= inner.left + 1 &&
  outer.top <= inner.top + 1 &&
  outer.right >= inner.right - 1 &&
  outer.bottom >= inner.bottom - 1;

/** Controls and texts that lie on one another although neither holds the other, and texts that are cut. In words. */
export function overlapFaults(boxes: readonly SeenBox[]): string[] {
  const isWithin = (inner: SeenBox, outer: number): boolean => {
    for (let at = inner.within; at !== -1; at = boxes[at]?.within ?? -1) if (at === outer) return true;
    return false;
  };
  const faults = boxes.filter(({ cut }) => cut > 2).map(({ words, cut }) => `"${words}" is cut by ${cut} px`);
  boxes.forEach((a, first) => {
    boxes.slice(first + 1).forEach((b, after) => {
      if (a.layer !== b.layer || overlap(a, b) < TOLERANCE) return;
      if (contains(a, b) || contains(b, a) || isWithin(a, first + 1 + after) || isWithin(b, first)) return;
      faults.push(`"${a.words}" and "${b.words}" overlap by ${Math.round(overlap(a, b))} px`);
    });
  });
  return faults;
}
