import { type BufferGeometry, Vector3 } from 'three';

const steps = [-1, 0, 1] as const;
/** To the faces, edges and corners of a cube; each stands for its opposite, which comes before the middle of all. */
const DIRECTIONS = steps.flatMap((x) => steps.flatMap((y) => steps.map((z) => [x, y, z] as const))).slice(14);

/** Repeats share their geometry. */
const known = new WeakMap<BufferGeometry, readonly Vector3[]>();

/** The points of a geometry that lie furthest out to all sides, in its own frame: among them every corner of a box. */
export function outermostPoints(geometry: BufferGeometry): readonly Vector3[] {
  const before = known.get(geometry);
  if (before) return before;
  const position = geometry.getAttribute('position');
  const found = new Set<number>();
  for (const [x, y, z] of position ? DIRECTIONS : []) {
    let [least, most] = [Infinity, -Infinity];
    let [first, last] = [-1, -1];
    for (let index = 0; index < position.count; index += 1) {
      const reach = position.getX(index) * x + position.getY(index) * y + position.getZ(index) * z;
      if (reach < least) [least, first] = [reach, index];
      if (reach > most) [most, last] = [reach, index];
    }
    if (first >= 0) found.add(first).add(last);
  }
  const points = [...found].map((index) => new Vector3().fromBufferAttribute(position, index));
  known.set(geometry, points);
  return points;
}
