import { Document, NodeIO } from '@gltf-transform/core';
import { describe, expect, it } from 'vitest';
import { glbBounds } from '../../../electron/cad/glbBounds.ts';
import { countGlb } from '../../../electron/cad/parity.ts';
import { writeStl } from '../../../electron/cad/writeStl.ts';
import { expectAppError } from '../../support/expectAppError.ts';
import { tinyGlb, tinyParts } from '../../support/tinyGlb.ts';

type Point = readonly [number, number, number];

interface Triangle {
  readonly normal: Point;
  readonly corners: readonly [Point, Point, Point];
}

function readStl(stl: Uint8Array): { header: string; triangles: Triangle[] } {
  const view = new DataView(stl.buffer, stl.byteOffset, stl.byteLength);
  const count = view.getUint32(80, true);
  expect(stl.byteLength).toBe(84 + 50 * count);
  const point = (start: number): Point => [
    view.getFloat32(start, true),
    view.getFloat32(start + 4, true),
    view.getFloat32(start + 8, true),
  ];
  const triangles = Array.from({ length: count }, (_, index): Triangle => {
    const start = 84 + 50 * index;
    return { normal: point(start), corners: [point(start + 12), point(start + 24), point(start + 36)] };
  });
  return { header: new TextDecoder().decode(stl.subarray(0, 80)).replace(/\0+$/, ''), triangles };
}

/** Six times the volume between a triangle and the origin; over a closed surface turned outwards, the sum is positive. */
const spanned = ({ corners: [a, b, c] }: Triangle): number =>
  a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);

const volume = (triangles: readonly Triangle[]): number => triangles.reduce((sum, one) => sum + spanned(one), 0) / 6;

/** One triangle in the glTF plane z = 0, placed by a node under another node. */
async function triangleGlb(change: { scale?: Point; mode?: number; indices?: number[] } = {}): Promise<Uint8Array> {
  const document = new Document();
  const buffer = document.createBuffer();
  const positions = new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0]);
  const primitive = document
    .createPrimitive()
    .setAttribute('POSITION', document.createAccessor().setType('VEC3').setArray(positions).setBuffer(buffer));
  if (change.mode !== undefined) primitive.setMode(change.mode as 1);
  if (change.indices) {
    const indices = document.createAccessor().setType('SCALAR').setArray(Uint16Array.from(change.indices));
    primitive.setIndices(indices.setBuffer(buffer));
  }
  const child = document.createNode('part').setMesh(document.createMesh().addPrimitive(primitive));
  if (change.scale) child.setScale([...change.scale]);
  document.createScene().addChild(document.createNode('group').setTranslation([0, 0, 2]).addChild(child));
  return new NodeIO().writeBinary(document);
}

describe('a model as STL', () => {
  it('holds every triangle in millimetres, Z up', async () => {
    const glb = await tinyGlb();
    const { stl, triangles } = await writeStl(glb);
    expect(triangles).toBe(countGlb(glb).triangles);
    const read = readStl(stl);
    expect(read.triangles).toHaveLength(triangles);
    const points = read.triangles.flatMap(({ corners }) => corners);
    // base: 80 x 60 wide, 20 high from 0; the block on it ends at 60. Depth is Y here, and Z of glTF turned round.
    expect(Math.max(...points.map(([x]) => x))).toBeCloseTo(40, 4);
    expect(Math.min(...points.map(([, y]) => y))).toBeCloseTo(-30, 4);
    expect(Math.max(...points.map(([, , z]) => z))).toBeCloseTo(60, 4);
    expect(Math.min(...points.map(([, , z]) => z))).toBeCloseTo(0, 4);
  });

  it('keeps the volume, the surface turned outwards, normals of unit length', async () => {
    const { triangles } = readStl((await writeStl(await tinyGlb())).stl);
    const solid = tinyParts.reduce((sum, { size }) => sum + size[0] * size[1] * size[2] * 1e9, 0);
    expect(volume(triangles)).toBeCloseTo(solid, 0);
    for (const { normal, corners } of triangles) {
      expect(Math.hypot(...normal)).toBeCloseTo(1, 5);
      const [a, b, c] = corners;
      for (const other of [b, c]) {
        expect(normal.reduce((sum, value, axis) => sum + value * (other[axis]! - a[axis]!), 0)).toBeCloseTo(0, 3);
      }
    }
  });

  it('is the same file every time, and no reader takes it for text', async () => {
    const [first, second] = [await writeStl(await tinyGlb()), await writeStl(await tinyGlb())];
    expect(Buffer.from(first.stl).equals(first.stl) && Buffer.from(second.stl).equals(first.stl)).toBe(true);
    expect(readStl(first.stl).header).toBe('HartOMat binary STL, millimetres, Z up');
  });

  it('follows nodes under nodes and draws without indices', async () => {
    const { triangles } = readStl((await writeStl(await triangleGlb())).stl);
    // (0, 0, 2) there is (0, -2, 0) here.
    expect(triangles).toEqual([
      {
        normal: [0, -1, 0],
        corners: [
          [0, -2000, 0],
          [1000, -2000, 0],
          [0, -2000, 1000],
        ],
      },
    ]);
  });

  it('turns the triangles of a mirrored node round', async () => {
    const { triangles } = readStl((await writeStl(await triangleGlb({ scale: [-1, 1, 1] }))).stl);
    expect(triangles[0]?.normal).toEqual([0, -1, 0]);
  });

  it('gives a triangle without area a normal of zeros', async () => {
    const { triangles } = readStl((await writeStl(await triangleGlb({ scale: [1, 0, 1] }))).stl);
    expect(triangles[0]?.normal).toEqual([0, 0, 0]);
  });

  it.each([
    ['no triangle', triangleGlb({ mode: 1 }), /no triangle/],
    ['a corner that is not there', triangleGlb({ indices: [0, 1, 7] }), /corner that is not there/],
    ['nothing', Promise.resolve(new Uint8Array()), /damaged/],
    ['half a file', tinyGlb().then((glb) => glb.subarray(0, glb.length / 2)), /damaged/],
    ['something else', Promise.resolve(new TextEncoder().encode('solid cube\nendsolid cube\n')), /damaged/],
  ])('refuses a model with %s', async (_what, glb, message) => {
    const error = await expectAppError(writeStl(await glb), 'cad.model_damaged');
    expect(error.message).toMatch(message);
  });
});

describe('the bounding box of a model', () => {
  it('is that of all parts, in metres, Z up', async () => {
    const { min, max, size } = await glbBounds(await tinyGlb());
    expect(min).toEqual([-0.04, -0.03, 0].map((value) => expect.closeTo(value, 6)));
    expect(max).toEqual([0.04, 0.03, 0.06].map((value) => expect.closeTo(value, 6)));
    expect(size).toEqual([0.08, 0.06, 0.06].map((value) => expect.closeTo(value, 6)));
  });

  it('is a point at the origin when there is nothing to see', async () => {
    const { size } = await glbBounds(await triangleGlb({ mode: 1 }));
    expect(size).toEqual([0, 0, 0]);
  });
});
