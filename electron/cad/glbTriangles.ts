import { type Node, NodeIO, Primitive, type Scene } from '@gltf-transform/core';
import type { Vec3 } from '../../shared/domain/geometry.ts';
import { AppError } from '../../shared/errors/appError.ts';
import { at, transformPoint } from './matrix.ts';

/** The triangles of one primitive at one node. */
export interface PlacedTriangles {
  /** Metres, in the product's Z-up frame. */
  readonly points: readonly Vec3[];
  /** Three indices into `points` for each triangle, counterclockwise seen from outside. */
  readonly corners: readonly number[];
}

/**
 * Every triangle that the default scene of a GLB shows, in its place. Points and lines are left out.
 * @throws AppError `cad.model_damaged`
 */
export async function* glbTriangles(glb: Uint8Array): AsyncGenerator<PlacedTriangles> {
  for (const node of meshNodes(await readScene(glb))) {
    const matrix = node.getWorldMatrix();
    const mirrored = determinant(matrix) < 0;
    for (const primitive of node.getMesh()?.listPrimitives() ?? []) {
      if (primitive.getMode() !== Primitive.Mode.TRIANGLES) continue;
      const points = placedPoints(primitive, matrix);
      const corners = primitive.getIndices()?.getArray() ?? points.keys();
      yield { points, corners: mirrored ? turned([...corners]) : [...corners] };
    }
  }
}

async function readScene(glb: Uint8Array): Promise<Scene> {
  let scene: Scene | null | undefined;
  try {
    const root = (await new NodeIO().readBinary(glb)).getRoot();
    scene = root.getDefaultScene() ?? root.listScenes()[0];
  } catch (cause) {
    throw new AppError('cad.model_damaged', 'The GLB file is damaged: it is cut off or no GLB at all.', { cause });
  }
  if (scene) return scene;
  throw new AppError('cad.model_damaged', 'The GLB file has no scene.');
}

/** In the order of the file, so that equal files give equal results. */
function meshNodes(scene: Scene): Node[] {
  const nodes: Node[] = [];
  scene.traverse((node) => {
    if (node.getMesh()) nodes.push(node);
  });
  return nodes;
}

function placedPoints(primitive: Primitive, matrix: readonly number[]): Vec3[] {
  const positions = primitive.getAttribute('POSITION');
  const points: Vec3[] = [];
  const element: number[] = [0, 0, 0];
  for (let index = 0; index < (positions?.getCount() ?? 0); index += 1) {
    const [x = 0, y = 0, z = 0] = positions?.getElement(index, element) ?? element;
    const placed = transformPoint(matrix, x, y, z);
    // glTF is Y-up: the way back of what writeGlb.ts does.
    points.push([placed[0], -placed[2], placed[1]]);
  }
  return points;
}

/** Of the upper left 3 x 3: below zero, the node mirrors, and its triangles show their backs. */
function determinant(m: readonly number[]): number {
  const minor = (a: number, b: number): number => at(m, 1, a) * at(m, 2, b) - at(m, 1, b) * at(m, 2, a);
  return at(m, 0, 0) * minor(1, 2) - at(m, 0, 1) * minor(0, 2) + at(m, 0, 2) * minor(0, 1);
}

function turned(corners: number[]): number[] {
  for (let first = 0; first + 2 < corners.length; first += 3) {
    [corners[first + 1], corners[first + 2]] = [corners[first + 2]!, corners[first + 1]!];
  }
  return corners;
}
