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
  addTransformed(positions: Float32Array, transform: Matrix): this {
    for (let index = 0; index + 2 < positions.length; index += 3) {
      this.add(transformPoint(transform, positions[index] ?? 0, positions[index + 1] ?? 0, positions[index + 2] ?? 0));
    }
    return this;
  }

  build(): BoundingBox {
    if (this.min[0] > this.max[0]) return { min: [0, 0, 0], max: [0, 0, 0], size: [0, 0, 0] };
    const size: Vec3 = [this.max[0] - this.min[0], this.max[1] - this.min[1], this.max[2] - this.min[2]];
    return { min: [...this.min], max: [...this.max], size };
  }
}
