import { Document, NodeIO } from '@gltf-transform/core';

export interface TinyPart {
  readonly partKey: string;
  /** Centre and edge lengths of the box, in metres, Y up. */
  readonly centre: readonly [number, number, number];
  readonly size: readonly [number, number, number];
}

export const tinyParts: readonly TinyPart[] = [
  { partKey: 'base', centre: [0, 0.01, 0], size: [0.08, 0.02, 0.06] },
  { partKey: 'block', centre: [-0.01, 0.04, 0], size: [0.03, 0.04, 0.03] },
  { partKey: 'pin', centre: [0.025, 0.035, 0.01], size: [0.012, 0.03, 0.012] },
];

/** A GLB of boxes as the CAD import writes products: one mesh node a part, its key in `extras.partKey`. */
export async function tinyGlb(parts: readonly TinyPart[] = tinyParts): Promise<Uint8Array> {
  const document = new Document();
  const buffer = document.createBuffer();
  const scene = document.createScene('product');
  for (const part of parts) {
    const { positions, normals, indices } = box(part.size);
    const primitive = document
      .createPrimitive()
      .setAttribute('POSITION', document.createAccessor().setType('VEC3').setArray(positions).setBuffer(buffer))
      .setAttribute('NORMAL', document.createAccessor().setType('VEC3').setArray(normals).setBuffer(buffer))
      .setIndices(document.createAccessor().setType('SCALAR').setArray(indices).setBuffer(buffer));
    const node = document
      .createNode(part.partKey)
      .setTranslation([...part.centre])
      .setMesh(document.createMesh(part.partKey).addPrimitive(primitive))
      .setExtras({ partKey: part.partKey });
    scene.addChild(node);
  }
  return new NodeIO().writeBinary(document);
}

/** Four corners for each of the six sides, so that the edges stay sharp. */
function box(size: readonly [number, number, number]): {
  positions: Float32Array<ArrayBuffer>;
  normals: Float32Array<ArrayBuffer>;
  indices: Uint16Array<ArrayBuffer>;
} {
  const positions: number[] = [];
  const normals: number[] = [];
  const indices: number[] = [];
  for (let axis = 0; axis < 3; axis += 1) {
    for (const side of [-1, 1]) {
      const first = positions.length / 3;
      for (const [u, v] of [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ] as const) {
        const corner = [0, 0, 0];
        const normal = [0, 0, 0];
        corner[axis] = normal[axis] = side;
        corner[(axis + 1) % 3] = u;
        corner[(axis + 2) % 3] = v;
        positions.push(...corner.map((share, index) => (share * (size[index] ?? 0)) / 2));
        normals.push(...normal);
      }
      const [b, c, d] = side > 0 ? [1, 2, 3] : [3, 2, 1];
      indices.push(first, first + b, first + c, first, first + c, first + d);
    }
  }
  return {
    positions: new Float32Array(positions),
    normals: new Float32Array(normals),
    indices: new Uint16Array(indices),
  };
}
