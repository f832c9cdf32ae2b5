import { type Group, InstancedMesh, type Material, Mesh } from 'three';
import type { DrawGroup } from './drawGroups.ts';

/** From this many repeats on, one instanced draw call is cheaper than a mesh each. */
const INSTANCE_FROM = 5;

/** Replaces what the group draws. Geometries and materials are not its own; instance buffers are, and are freed. */
export function addDrawGroups(
  parent: Group,
  groups: readonly DrawGroup[],
  materialOf: (look: string) => Material,
): void {
  for (const child of [...parent.children]) {
    parent.remove(child);
    if (child instanceof InstancedMesh) child.dispose();
  }
  for (const group of groups) {
    const material = materialOf(group.look);
    if (group.matrices.length >= INSTANCE_FROM && !group.mirrored) {
      const mesh = new InstancedMesh(group.geometry, material, group.matrices.length);
      group.matrices.forEach((matrix, index) => mesh.setMatrixAt(index, matrix));
      parent.add(mesh);
      continue;
    }
    for (const matrix of group.matrices) {
      const mesh = new Mesh(group.geometry, material);
      mesh.matrixAutoUpdate = false;
      mesh.matrix.copy(matrix);
      mesh.matrixWorldNeedsUpdate = true;
      parent.add(mesh);
    }
  }
}
