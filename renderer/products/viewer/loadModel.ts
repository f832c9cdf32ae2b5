import { Box3, type BufferGeometry, Matrix4, Mesh, MeshStandardMaterial, type Object3D, Vector3 } from 'three';
import { type GLTF, GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import type { LinearColor } from '../../../shared/domain/geometry.ts';

/** Faces of one CAD colour. A part has several when the CAD file colours single faces. */
export interface ModelSurface {
  readonly geometry: BufferGeometry;
  readonly color: LinearColor;
}

/** One part instance as the viewer draws it. Geometries are shared between repeats and belong to the model. */
export interface ModelPart {
  readonly partKey: string;
  readonly surfaces: readonly ModelSurface[];
  /** Product frame (Z up, metres) from part frame. */
  readonly matrix: Matrix4;
  /** In the product frame. */
  readonly box: Box3;
  /** Size in the part's own frame (x, y, z with Z up): does not change when the part is turned. Metres. */
  readonly size: Vector3;
}

export interface LoadedModel {
  readonly parts: readonly ModelPart[];
  /** Nodes of the file that carry a mesh, with or without a partKey. */
  readonly meshNodes: number;
  readonly triangles: number;
  readonly box: Box3;
  dispose(): void;
}

/** glTF is Y-up, the product frame is Z-up. */
const Z_UP = new Matrix4().makeRotationX(Math.PI / 2);

/**
 * Loads a GLB whose mesh nodes carry `extras.partKey`. Throws what fetch or the loader throws; an AbortError after abort.
 * Only geometry and CAD colours are kept: materials come from the library.
 */
export async function loadModel(url: string, signal: AbortSignal): Promise<LoadedModel> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The model file could not be read (${response.status}).`);
  const bytes = await response.arrayBuffer();
  signal.throwIfAborted();
  const gltf = await new GLTFLoader().parseAsync(bytes, '');
  return readModel(gltf);
}

/** Takes the part instances out of a parsed glTF. Separate from loading so that it can be shown on plain Node. */
export function readModel(gltf: Pick<GLTF, 'scene'>): LoadedModel {
  gltf.scene.applyMatrix4(Z_UP);
  gltf.scene.updateMatrixWorld(true);
  const nodes = new Map<Object3D, Mesh[]>();
  gltf.scene.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    const node = meshNodeOf(object);
    const meshes = nodes.get(node);
    if (meshes) meshes.push(object);
    else nodes.set(node, [object]);
  });
  const parts: ModelPart[] = [];
  for (const [node, meshes] of nodes) {
    const partKey = partKeyOf(node);
    if (partKey !== null) parts.push(readPart(partKey, meshes));
  }
  const geometries = new Set([...nodes.values()].flat().map((mesh) => mesh.geometry));
  const box = parts.reduce((sum, part) => sum.union(part.box), new Box3());
  return {
    parts,
    meshNodes: nodes.size,
    triangles: parts.reduce(
      (sum, part) => sum + part.surfaces.reduce((n, { geometry }) => n + triangleCount(geometry), 0),
      0,
    ),
    box,
    dispose: () => geometries.forEach((geometry) => geometry.dispose()),
  };
}

/** A node with several primitives becomes a Group of meshes that bear the node's extras together. */
function meshNodeOf(mesh: Mesh): Object3D {
  if (partKeyOf(mesh) !== null || mesh.parent === null) return mesh;
  return partKeyOf(mesh.parent) !== null && mesh.parent.children.every((child) => child instanceof Mesh)
    ? mesh.parent
    : mesh;
}

function partKeyOf(object: Object3D): string | null {
  const key: unknown = object.userData['partKey'];
  return typeof key === 'string' && key !== '' ? key : null;
}

function readPart(partKey: string, meshes: readonly Mesh[]): ModelPart {
  const local = new Box3();
  for (const mesh of meshes) {
    if (mesh.geometry.boundingBox === null) mesh.geometry.computeBoundingBox();
    if (mesh.geometry.boundingBox) local.union(mesh.geometry.boundingBox);
  }
  const matrix = meshes[0]!.matrixWorld.clone();
  const size = local.getSize(new Vector3());
  return {
    partKey,
    surfaces: meshes.map((mesh) => ({ geometry: mesh.geometry, color: colorOf(mesh) })),
    matrix,
    box: local.clone().applyMatrix4(matrix),
    // glTF is Y-up in every frame.
    size: new Vector3(size.x, size.z, size.y),
  };
}

function colorOf(mesh: Mesh): LinearColor {
  const material = Array.isArray(mesh.material) ? mesh.material[0] : mesh.material;
  if (!(material instanceof MeshStandardMaterial)) return [0.5, 0.5, 0.5, 1];
  return [material.color.r, material.color.g, material.color.b, material.opacity];
}

function triangleCount(geometry: BufferGeometry): number {
  return Math.floor((geometry.index?.count ?? geometry.getAttribute('position')?.count ?? 0) / 3);
}
