import type { Vec3 } from '../../shared/domain/geometry.ts';
import { AppError } from '../../shared/errors/appError.ts';
import { glbTriangles } from './glbTriangles.ts';

const HEADER_BYTES = 80;
const TRIANGLE_BYTES = 50;
const MILLIMETRES = 1000;
/** Says the unit, which STL cannot; says no date, so that equal models become equal files. Must not begin with `solid`. */
const header = 'HartOMat binary STL, millimetres, Z up';

/**
 * A GLB as binary STL in millimetres, Z up: every repeat of a part written out, names and colours left behind.
 * @throws AppError `cad.model_damaged`, also when there is no triangle in it
 */
export async function writeStl(glb: Uint8Array): Promise<{ stl: Uint8Array; triangles: number }> {
  const chunks: Uint8Array[] = [];
  let triangles = 0;
  for await (const { points, corners } of glbTriangles(glb)) {
    const count = Math.floor(corners.length / 3);
    const chunk = new DataView(new ArrayBuffer(count * TRIANGLE_BYTES));
    for (let index = 0; index < count; index += 1) {
      const [a, b, c] = [0, 1, 2].map((corner) => points[corners[index * 3 + corner] ?? -1]);
      if (!a || !b || !c)
        throw new AppError('cad.model_damaged', 'A triangle of the GLB has a corner that is not there.');
      writeTriangle(chunk, index * TRIANGLE_BYTES, [a, b, c]);
    }
    chunks.push(new Uint8Array(chunk.buffer));
    triangles += count;
  }
  if (triangles === 0) throw new AppError('cad.model_damaged', 'The GLB shows no triangle.');
  const head = new Uint8Array(HEADER_BYTES + 4);
  head.set(new TextEncoder().encode(header));
  new DataView(head.buffer).setUint32(HEADER_BYTES, triangles, true);
  return { stl: Buffer.concat([head, ...chunks]), triangles };
}

/** Normal, three corners, and two bytes that nobody uses; little-endian. */
function writeTriangle(view: DataView, start: number, corners: readonly [Vec3, Vec3, Vec3]): void {
  [normalOf(...corners), ...corners.map((corner) => corner.map((value) => value * MILLIMETRES))]
    .flat()
    // Adding 0 makes one zero of the two that floating point has.
    .forEach((value, index) => view.setFloat32(start + index * 4, value + 0, true));
}

/** Of unit length; 0, 0, 0 for a triangle without area, as the format wants it. */
function normalOf(a: Vec3, b: Vec3, c: Vec3): Vec3 {
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
  const normal: Vec3 = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const length = Math.hypot(...normal);
  return length === 0 ? [0, 0, 0] : [normal[0] / length, normal[1] / length, normal[2] / length];
}
