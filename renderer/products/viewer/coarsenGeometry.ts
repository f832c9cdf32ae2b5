import { BufferAttribute, BufferGeometry } from 'three';

/** Positions are numbered in this many cells a side at most: three of them fit into one exact number. */
const MAX_CELLS = 2 ** 16;

interface Cells {
  /** Cell of each vertex. */
  readonly of: Uint32Array;
  /** Mean position of the vertices of each cell, three numbers each. */
  readonly positions: Float64Array;
}

/**
 * The same surface with far fewer triangles: vertices within one cell (a cube of side `cell`, in the unit of the
 * geometry) move to their mean, and triangles that vanish are left out. Edges stay sharp, because each cell keeps a
 * normal per direction. Answers the geometry itself when little would be gained. The caller disposes a new one.
 */
export function coarsenGeometry(geometry: BufferGeometry, cell: number): BufferGeometry {
  const position = geometry.getAttribute('position');
  const normal = geometry.getAttribute('normal');
  if (!position || !normal || !geometry.index || cell <= 0) return geometry;
  const cells = sortIntoCells(geometry, cell);
  const corners = new Map<number, number>();
  const positions: number[] = [];
  const normals: number[] = [];
  const cornerOf = (vertex: number): number => {
    const where = cells.of[vertex] ?? 0;
    const [x, y, z] = [normal.getX(vertex), normal.getY(vertex), normal.getZ(vertex)];
    const key = where * 6 + mainDirection(x, y, z);
    const known = corners.get(key);
    if (known !== undefined) return known;
    const corner = corners.size;
    corners.set(key, corner);
    positions.push(...cells.positions.subarray(where * 3, where * 3 + 3));
    normals.push(x, y, z);
    return corner;
  };
  const index = geometry.index;
  const kept: number[] = [];
  for (let i = 0; i + 2 < index.count; i += 3) {
    const [a, b, c] = [index.getX(i), index.getX(i + 1), index.getX(i + 2)];
    const [ca, cb, cc] = [cells.of[a], cells.of[b], cells.of[c]];
    if (ca !== cb && cb !== cc && ca !== cc) kept.push(cornerOf(a), cornerOf(b), cornerOf(c));
  }
  if (kept.length > index.count * 0.7) return geometry;
  const coarse = new BufferGeometry();
  coarse.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  coarse.setAttribute('normal', new BufferAttribute(new Float32Array(normals), 3));
  coarse.setIndex(kept);
  return coarse;
}

function sortIntoCells(geometry: BufferGeometry, cell: number): Cells {
  if (geometry.boundingBox === null) geometry.computeBoundingBox();
  const min = geometry.boundingBox!.min;
  const position = geometry.getAttribute('position');
  const numbers = new Map<number, number>();
  const of = new Uint32Array(position.count);
  const sums = new Float64Array(position.count * 3);
  const counts = new Uint32Array(position.count);
  const step = (value: number, from: number): number => Math.min(MAX_CELLS - 1, Math.floor((value - from) / cell));
  for (let vertex = 0; vertex < position.count; vertex++) {
    const [x, y, z] = [position.getX(vertex), position.getY(vertex), position.getZ(vertex)];
    const key = (step(x, min.x) * MAX_CELLS + step(y, min.y)) * MAX_CELLS + step(z, min.z);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    of[vertex] = number;
    counts[number]! += 1;
    sums[number * 3]! += x;
    sums[number * 3 + 1]! += y;
    sums[number * 3 + 2]! += z;
  }
  return { of, positions: sums.map((sum, index) => sum / (counts[Math.floor(index / 3)] || 1)) };
}

/** 0..5: along which axis, and which way, the normal points most. */
function mainDirection(x: number, y: number, z: number): number {
  const [ax, ay, az] = [Math.abs(x), Math.abs(y), Math.abs(z)];
  if (ax >= ay && ax >= az) return x < 0 ? 1 : 0;
  if (ay >= az) return y < 0 ? 3 : 2;
  return z < 0 ? 5 : 4;
}
