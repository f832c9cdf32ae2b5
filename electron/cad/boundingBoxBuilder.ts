import type { BoundingBox, Vec3 } from '../../shared/domain/geometry.ts';
import { type Matrix, transformPoint } from './matrix.ts';

/** Grows a box point by point. A box without points is a point at the origin. */
export class BoundingBoxBuilder {
  private readonly min: Vec3 = [Infinity, Infinity, Infinity];
  private readonly max: Vec3 = [-Infinity, -Infinity, -Infinity];

  add(point: Vec3): this {
    for (const axis of [0, 1, 2] as const) {
      if (point[axis] < this.min[axis]) this.min[axis] = point[axis];
      if (point[axis] > this.max[axis]) this.max[axis] = point[axis];
    }
    return this;
  }

  /** `positions`: x, y, z for each point. */
  addTransformed(positions: Float64Array, transform: Matrix): this {
    for (let index = 0; index + 2 < positions.length; index += 3) {
      this.add(transformPoint(transform, positions[index] ?? 0, positions[index + 1] ?? 0, positions[index + 2] ?? 0));
    }
    return this;
  }

  /** The eight corners of a box. */
  addTransformedBox({ min, max }: BoundingBox, transform: Matrix): this {
    for (const x of [min[0], max[0]]) {
      for (const y of [min[1], max[1]]) {
        for (const z of [min[2], max[2]]) this.add(transformPoint(transform, x, y, z));
      }
    }
    return this;
  }

  /** Length of the diagonal. */
  diagonal(): number {
    return Math.hypot(...this.build().size);
  }

  build(): BoundingBox {
    if (this.min[0] > this.max[0]) return { min: [0, 0, 0], max: [0, 0, 0], size: [0, 0, 0] };
    const size: Vec3 = [this.max[0] - this.min[0], this.max[1] - this.min[1], this.max[2] - this.min[2]];
    return { min: withoutDust(this.min), max: withoutDust(this.max), size: withoutDust(size) };
  }
}

/** To nine decimals: nanometres. Unit conversion leaves 0.9999999999999878 where a metre was meant. */
function withoutDust(point: Vec3): Vec3 {
  return point.map((value) => Math.round(value * 1e9) / 1e9 + 0) as Vec3;
}
