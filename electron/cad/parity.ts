import { z } from 'zod';
import { AppError } from '../../shared/errors/appError.ts';

const gltfSchema = z.object({
  scene: z.number().int().optional(),
  scenes: z.array(z.object({ nodes: z.array(z.number().int()).optional() })).optional(),
  nodes: z
    .array(
      z.object({
        mesh: z.number().int().optional(),
        children: z.array(z.number().int()).optional(),
        extras: z.object({ partKey: z.string().optional() }).optional(),
      }),
    )
    .optional(),
  meshes: z.array(z.object({ primitives: z.array(z.object({ indices: z.number().int().optional() })) })).optional(),
  accessors: z.array(z.object({ count: z.number().int() })).optional(),
});

export interface GlbCounts {
  /** Nodes with a mesh that the default scene reaches. */
  readonly meshNodes: number;
  readonly meshes: number;
  /** Drawn triangles: those of a shared mesh count once for each node. */
  readonly triangles: number;
  /** In the order of the nodes; nodes without a key are not in it. */
  readonly partKeys: readonly string[];
}

const magic = 0x46546c67;
const jsonChunk = 0x4e4f534a;

/** Counts what a GLB really holds, from its bytes alone, so that it can be held against the manifest. */
export function countGlb(glb: Uint8Array): GlbCounts {
  const gltf = gltfSchema.parse(JSON.parse(jsonOf(glb)));
  const nodes = gltf.nodes ?? [];
  const pending = [...(gltf.scenes?.[gltf.scene ?? 0]?.nodes ?? [])];
  const partKeys: string[] = [];
  let meshNodes = 0;
  let triangles = 0;
  for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
    const node = nodes[index];
    if (!node) continue;
    pending.push(...(node.children ?? []));
    if (node.mesh === undefined) continue;
    meshNodes += 1;
    if (node.extras?.partKey) partKeys.push(node.extras.partKey);
    for (const { indices } of gltf.meshes?.[node.mesh]?.primitives ?? []) {
      triangles += (indices === undefined ? 0 : (gltf.accessors?.[indices]?.count ?? 0)) / 3;
    }
  }
  return { meshNodes, meshes: gltf.meshes?.length ?? 0, triangles, partKeys: partKeys.reverse() };
}

function jsonOf(glb: Uint8Array): string {
  const view = new DataView(glb.buffer, glb.byteOffset, glb.byteLength);
  const damaged = new AppError('file.unreadable', 'The GLB file is damaged: it is cut off or no GLB at all.');
  if (glb.byteLength < 20 || view.getUint32(0, true) !== magic || view.getUint32(8, true) !== glb.byteLength)
    throw damaged;
  const length = view.getUint32(12, true);
  if (view.getUint32(16, true) !== jsonChunk || 20 + length > glb.byteLength) throw damaged;
  return Buffer.from(glb.buffer, glb.byteOffset + 20, length).toString('utf8');
}
