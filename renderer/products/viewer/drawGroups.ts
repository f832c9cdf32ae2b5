import type { BufferGeometry, Matrix4 } from 'three';
import type { ModelPart, ModelSurface } from './loadModel.ts';

/** Parts that can be drawn together: same geometry, same look, same handedness. */
export interface DrawGroup {
  readonly geometry: BufferGeometry;
  readonly look: string;
  /** A mirrored instance turns its triangles inside out; instancing cannot tell, so it is drawn on its own. */
  readonly mirrored: boolean;
  readonly matrices: readonly Matrix4[];
}

/** Sorts the surfaces of parts into groups by look (a material key); surfaces with look null are not drawn. */
export function drawGroups(
  parts: readonly ModelPart[],
  lookOf: (part: ModelPart, surface: ModelSurface) => string | null,
): readonly DrawGroup[] {
  const groups = new Map<BufferGeometry, Map<string, { group: DrawGroup; matrices: Matrix4[] }>>();
  for (const part of parts) {
    const mirrored = part.matrix.determinant() < 0;
    for (const surface of part.surfaces) {
      const look = lookOf(part, surface);
      if (look === null) continue;
      const { geometry } = surface;
      let byLook = groups.get(geometry);
      if (!byLook) groups.set(geometry, (byLook = new Map()));
      const key = mirrored ? `${look} mirrored` : look;
      const found = byLook.get(key);
      if (found) found.matrices.push(part.matrix);
      else {
        const matrices = [part.matrix];
        byLook.set(key, { group: { geometry, look, mirrored, matrices }, matrices });
      }
    }
  }
  return [...groups.values()].flatMap((byLook) => [...byLook.values()].map((entry) => entry.group));
}
