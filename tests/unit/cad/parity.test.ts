import { describe, expect, it } from 'vitest';
import type { PlannedMesh } from '../../../electron/cad/manifest.ts';
import { identityMatrix } from '../../../electron/cad/matrix.ts';
import { countGlb } from '../../../electron/cad/parity.ts';
import { writeGlb } from '../../../electron/cad/writeGlb.ts';
import type { Manifest, ManifestPart } from '../../../shared/domain/cad.ts';
import { expectAppError } from '../../support/expectAppError.ts';

const box = { min: [0, 0, 0], max: [1, 1, 0], size: [1, 1, 0] } satisfies Manifest['boundingBox'];

const triangle: PlannedMesh = {
  meshId: 'mesh-1',
  name: 'triangle',
  surfaces: [
    {
      color: [1, 0, 0, 0.5],
      positions: Float64Array.from([0, 0, 0, 1, 0, 0, 0, 1, 0]),
      normals: Float32Array.from([0, 0, 1, 0, 0, 1, 0, 0, 1]),
      indices: Uint32Array.from([0, 1, 2]),
    },
  ],
};

function part(partKey: string): ManifestPart {
  return {
    partKey,
    name: 'triangle',
    productName: 'triangle',
    path: ['root'],
    assemblyId: 'root',
    color: null,
    transform: [...identityMatrix],
    meshId: 'mesh-1',
    solids: 0,
    boundingBox: box,
  };
}

function manifestOf(parts: ManifestPart[]): Manifest {
  return {
    schemaVersion: 1,
    source: { fileName: 'a.step', sha256: '', bytes: 1, stepSchema: '' },
    importer: { name: 'test', version: '1' },
    tessellation: { linearDeflection: 0.001, angularDeflection: 0.3 },
    unitsToMetres: 0.001,
    boundingBox: box,
    rootName: 'root',
    assemblies: [],
    parts,
    meshes: [],
    droppedEmpties: [],
    problems: [],
  };
}

describe('the count of a GLB', () => {
  it('comes from its bytes: nodes with a mesh, their keys, the triangles drawn', async () => {
    const glb = await writeGlb(manifestOf([part('a'), part('b'), part('c')]), [triangle]);
    expect(countGlb(glb)).toEqual({ meshNodes: 3, meshes: 1, triangles: 3, partKeys: ['a', 'b', 'c'] });
  });

  it('is the same file for the same parts', async () => {
    const [one, two] = [
      await writeGlb(manifestOf([part('a')]), [triangle]),
      await writeGlb(manifestOf([part('a')]), [triangle]),
    ];
    expect(one).toEqual(two);
  });

  it('is refused for a file that is cut off, or no GLB', async () => {
    const glb = await writeGlb(manifestOf([part('a')]), [triangle]);
    for (const damaged of [
      glb.subarray(0, glb.length - 4),
      glb.subarray(0, 10),
      Buffer.from('no GLB at all, but long enough'),
    ]) {
      const error = await expectAppError(
        Promise.resolve().then(() => countGlb(damaged)),
        'file.unreadable',
      );
      expect(error.message).toContain('damaged');
    }
  });
});
