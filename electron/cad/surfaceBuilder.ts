import type { LinearColor } from '../../shared/domain/geometry.ts';
import type { RawSurface } from './rawAssembly.ts';

/** Collects faces into one indexed triangle surface. */
export class SurfaceBuilder {
  private readonly positions: number[] = [];
  private readonly normals: number[] = [];
  private readonly indices: number[] = [];
  private firstOfFace = 0;

  get isEmpty(): boolean {
    return this.indices.length === 0;
  }

  /** Vertex numbers of `addTriangle` count from here. */
  startFace(): void {
    this.firstOfFace = this.positions.length / 3;
  }

  /** `side` is -1 where the normal of the surface points into the body. */
  addVertex(x: number, y: number, z: number, nx: number, ny: number, nz: number, side: 1 | -1): void {
    this.positions.push(x, y, z);
    const length = Math.hypot(nx, ny, nz);
    // At the tip of a cone the surface has no normal; any unit vector keeps the file valid.
    if (length > 0.5) this.normals.push((side * nx) / length, (side * ny) / length, (side * nz) / length);
    else this.normals.push(0, 0, 1);
  }

  addTriangle(a: number, b: number, c: number): void {
    // Seams and poles leave triangles without area behind.
    if (a === b || b === c || a === c) return;
    this.indices.push(this.firstOfFace + a, this.firstOfFace + b, this.firstOfFace + c);
  }

  build(color: LinearColor | null): RawSurface {
    return {
      color,
      positions: Float64Array.from(this.positions),
      normals: Float32Array.from(this.normals),
      indices: Uint32Array.from(this.indices),
    };
  }
}
