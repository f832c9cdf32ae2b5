import { Document, type Material, type Mesh, NodeIO } from '@gltf-transform/core';
import type { Manifest } from '../../shared/domain/cad.ts';
import type { LinearColor } from '../../shared/domain/geometry.ts';
import type { PlannedMesh } from './manifest.ts';
import { at, type Matrix } from './matrix.ts';
import type { RawSurface } from './rawAssembly.ts';

const uncolored: LinearColor = [0.45, 0.45, 0.46, 1];

/**
 * The product as binary glTF 2.0: one top-level node for each part instance, meshes shared by repeats, CAD colours as
 * materials. Every node carries its part key in `extras.partKey`, because Blender cuts and renumbers names.
 *
 * glTF is Y-up and the manifest is Z-up. Each node is turned on its own (C M C⁻¹, vertices C v) instead of under a
 * common root: what Blender imports then has the manifest's transform again, part by part, and no extra parent.
 */
export async function writeGlb(manifest: Manifest, meshes: readonly PlannedMesh[]): Promise<Uint8Array> {
  const document = new Document();
  document.getRoot().getAsset().generator = `${manifest.importer.name} ${manifest.importer.version}`;
  const scene = document.createScene(manifest.rootName);
  document.getRoot().setDefaultScene(scene);
  const writer = new MeshWriter(document);
  const meshById = new Map(meshes.map((mesh) => [mesh.meshId, writer.write(mesh)]));
  for (const part of manifest.parts) {
    const mesh = meshById.get(part.meshId);
    if (!mesh) throw new Error(`The plan has no mesh ${part.meshId}.`);
    const node = document.createNode(part.name).setMesh(mesh).setMatrix(yUpMatrix(part.transform));
    node.setTranslation(rounded(node.getTranslation(), 1e9));
    node.setRotation(rounded(node.getRotation(), 1e12));
    // A rigid motion has no scale; its decomposition has one with dust in the last digits.
    node.setScale(rounded(node.getScale(), 1e6));
    node.setExtras({ partKey: part.partKey });
    scene.addChild(node);
  }
  return new NodeIO().writeBinary(document);
}

class MeshWriter {
  private readonly document: Document;
  private readonly buffer;
  private readonly materials = new Map<string, Material>();

  constructor(document: Document) {
    this.document = document;
    this.buffer = document.createBuffer();
  }

  write(planned: PlannedMesh): Mesh {
    const mesh = this.document.createMesh(planned.name).setExtras({ meshId: planned.meshId });
    for (const surface of planned.surfaces) {
      const indices =
        surface.positions.length / 3 <= 65_535 ? Uint16Array.from(surface.indices) : new Uint32Array(surface.indices);
      const primitive = this.document
        .createPrimitive()
        .setAttribute('POSITION', this.vectors(surface.positions))
        .setAttribute('NORMAL', this.vectors(surface.normals))
        .setIndices(this.document.createAccessor().setType('SCALAR').setArray(indices).setBuffer(this.buffer))
        .setMaterial(this.material(surface.color));
      mesh.addPrimitive(primitive);
    }
    return mesh;
  }

  private vectors(zUp: RawSurface['positions'] | RawSurface['normals']): ReturnType<Document['createAccessor']> {
    const yUp = new Float32Array(zUp.length);
    for (let index = 0; index + 2 < zUp.length; index += 3) {
      yUp[index] = zUp[index] ?? 0;
      yUp[index + 1] = zUp[index + 2] ?? 0;
      yUp[index + 2] = -(zUp[index + 1] ?? 0);
    }
    return this.document.createAccessor().setType('VEC3').setArray(yUp).setBuffer(this.buffer);
  }

  private material(color: LinearColor | null): Material {
    const rgba = color ?? uncolored;
    const name = color
      ? `cad_${rgba
          .map((value) =>
            Math.round(value * 255)
              .toString(16)
              .padStart(2, '0'),
          )
          .join('')}`
      : 'cad_none';
    const key = `${name} ${rgba.join(' ')}`;
    const known = this.materials.get(key);
    if (known) return known;
    const material = this.document
      .createMaterial(name)
      .setBaseColorFactor([...rgba])
      .setMetallicFactor(0.1)
      .setRoughnessFactor(0.5);
    if (rgba[3] < 1) material.setAlphaMode('BLEND');
    this.materials.set(key, material);
    return material;
  }
}

/** C M C⁻¹ with C: (x, y, z) -> (x, z, -y). */
function yUpMatrix(zUp: Matrix): Parameters<ReturnType<Document['createNode']>['setMatrix']>[0] {
  const source = [0, 2, 1, 3] as const;
  const sign = [1, 1, -1, 1] as const;
  const element = (row: 0 | 1 | 2 | 3, column: 0 | 1 | 2 | 3): number =>
    sign[row] * sign[column] * at(zUp, source[row], source[column]);
  // prettier-ignore
  return [
    element(0, 0), element(1, 0), element(2, 0), element(3, 0),
    element(0, 1), element(1, 1), element(2, 1), element(3, 1),
    element(0, 2), element(1, 2), element(2, 2), element(3, 2),
    element(0, 3), element(1, 3), element(2, 3), element(3, 3),
  ];
}

function rounded<T extends number[]>(values: T, perUnit: number): T {
  return values.map((value) => Math.round(value * perUnit) / perUnit + 0) as T;
}
