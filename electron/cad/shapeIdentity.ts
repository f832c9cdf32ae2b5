import { createHash } from 'node:crypto';

/** Exact quantities of a boundary representation, in millimetres; independent of any tessellation. */
export interface ShapeQuantities {
  readonly solids: number;
  readonly faces: number;
  readonly edges: number;
  readonly vertices: number;
  readonly area: number;
  readonly volume: number;
  readonly centre: readonly [number, number, number];
  /** Second moments about the centre: xx, yy, zz, xy, xz, yz. Tells a part from its mirror image. */
  readonly inertia: readonly number[];
  readonly diagonal: number;
}

/**
 * A hash that two readings of one shape share although their sums ran in another order and differ in the last digits.
 * The step of rounding is no round number, so that the round lengths of a drawing never lie on the edge of a step.
 */
export function shapeIdentity(shape: ShapeQuantities): string {
  const size = shape.diagonal > 0 ? shape.diagonal : 1;
  const step = 1e-5 * Math.E;
  const rounded = (value: number, scale: number): number => Math.round(value / (scale * step)) + 0;
  const parts = [
    shape.solids,
    shape.faces,
    shape.edges,
    shape.vertices,
    // The others are relative to the size, which alone tells a small sphere from a big one.
    rounded(Math.log(size), 1),
    rounded(shape.area, size ** 2),
    rounded(shape.volume, size ** 3),
    ...shape.centre.map((value) => rounded(value, size)),
    ...shape.inertia.map((value) => rounded(value, size ** 5)),
  ];
  return createHash('sha256').update(parts.join(' ')).digest('hex').slice(0, 16);
}
