import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateBytes } from 'gltf-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CadImporter, type CadImportResult, createCadImporter } from '../../../electron/cad/cadImporter.ts';
import { countGlb } from '../../../electron/cad/parity.ts';
import { type CadImportProgress, type Manifest, manifestSchema } from '../../../shared/domain/cad.ts';
import type { Vec3 } from '../../../shared/domain/geometry.ts';
import { builtWorkers } from '../../support/builtWorkers.ts';
import { renumbered, stepFixture, type StepFixtureName, stepFixtureText } from '../../support/stepFixtures.ts';

let importer: CadImporter;
let folder: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hartomat-cad-'));
  importer = createCadImporter({ workersFolder: await builtWorkers('cad.worker') });
});

afterAll(async () => {
  await importer.close();
  await rm(folder, { recursive: true, force: true });
});

function importFile(stepPath: string, onProgress?: (progress: CadImportProgress) => void): Promise<CadImportResult> {
  return importer.import({ stepPath, outFolder: join(folder, `out${++count}`), timeLimitSeconds: 60, onProgress });
}

async function importFixture(name: StepFixtureName): Promise<CadImportResult> {
  return importFile(await stepFixture(name));
}

async function importText(text: string | Buffer): Promise<CadImportResult> {
  const path = join(folder, `text${++count}.step`);
  await writeFile(path, text);
  return importFile(path);
}

function keysByName(manifest: Manifest): string[] {
  return manifest.parts.map((part) => `${part.path.join('/')}/${part.name} ${part.partKey}`).sort();
}

describe('a STEP assembly', () => {
  it('becomes a manifest and a GLB that hold every part once', async () => {
    const { manifest, manifestPath, glbPath, inspection } = await importFixture('nested18');
    expect(inspection).toMatchObject({ parts: 18, meshNodes: 18, uniquePartKeys: 18, droppedEmpties: 0, problems: [] });
    expect(manifestSchema.parse(JSON.parse(await readFile(manifestPath, 'utf8')))).toEqual(manifest);
    expect(countGlb(await readFile(glbPath)).partKeys).toEqual(manifest.parts.map((part) => part.partKey));
    expect(await readdir(join(glbPath, '..'))).toEqual(['manifest.json', 'model.glb']);
  });

  it('keeps the tree, the names of instances and products, and the places', async () => {
    const { manifest } = await importFixture('nested18');
    expect(manifest.rootName).toBe('as18');
    const nut = manifest.parts.filter((part) => part.path.join('/') === 'as18/right/pair_2')[1];
    expect(nut).toMatchObject({ name: 'nut_3', productName: 'nut', solids: 1 });
    // right: turned by 180 degrees, then moved to (115, 55, 5); pair_2 at (10, 20, -4) in it; the nut 16 above.
    expect(nut?.transform.slice(12, 15)).toEqual([0.105, 0.035, 0.017].map((value) => expect.closeTo(value, 9)));
    expect(nut?.boundingBox.size).toEqual([0.01, 0.01, 0.004].map((value) => expect.closeTo(value, 4)));
    const parents = manifest.assemblies.map(({ name, parentId }) => [
      name,
      manifest.assemblies.find(({ id }) => id === parentId)?.name ?? null,
    ]);
    expect(parents).toContainEqual(['pair_2', 'right']);
    expect(parents).toContainEqual(['as18', null]);
  });

  it('shares a mesh between repeats, except where one use has a colour of its own', async () => {
    const { manifest } = await importFixture('nested18');
    const nuts = manifest.parts.filter((part) => part.productName === 'nut');
    const orange = nuts.find((part) => part.name === 'nut_2');
    expect(new Set(nuts.map((part) => part.meshId)).size).toBe(2);
    expect(nuts.filter((part) => part.meshId === orange?.meshId)).toHaveLength(1);
    // Linear, from sRGB (0.9, 0.5, 0).
    expect(orange?.color).toEqual([0.7874, 0.214, 0, 1].map((value) => expect.closeTo(value, 3)));
    expect(manifest.meshes.reduce((sum, mesh) => sum + mesh.instances, 0)).toBe(18);
    expect(manifest.meshes).toHaveLength(6);
  });

  it('is valid glTF with the place of every part in it', async () => {
    const { manifest, glbPath } = await importFixture('nested18');
    const report = await validateBytes(new Uint8Array(await readFile(glbPath)));
    expect(report.issues.messages).toEqual([]);
    expect(report.info).toMatchObject({ drawCallCount: 6, materialCount: 4 });
    // glTF is Y-up, the manifest Z-up: (x, y, z) there is (x, -z, y) here.
    const { getBounds, NodeIO } = await import('@gltf-transform/core');
    const scene = (await new NodeIO().read(glbPath)).getRoot().listScenes()[0];
    const bounds = scene ? getBounds(scene) : { min: [], max: [] };
    const { min, max } = manifest.boundingBox;
    expect(bounds.min).toEqual([min[0], min[2], -max[1]].map((value) => expect.closeTo(value, 6)));
    expect(bounds.max).toEqual([max[0], max[2], -min[1]].map((value) => expect.closeTo(value, 6)));
    expect(manifest.boundingBox.size).toEqual([0.12, 0.06, 0.045].map((value) => expect.closeTo(value, 3)));
  });

  it('reports progress that never runs backwards', async () => {
    const steps: CadImportProgress[] = [];
    await importFile(await stepFixture('nested18'), (progress) => steps.push(progress));
    expect([...new Set(steps.map(({ stage }) => stage))]).toEqual(['check', 'read', 'tessellate', 'write']);
    const fractions = steps.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });
});

describe('part keys', () => {
  it('are the same on every run, also in a new worker', async () => {
    const first = await importFixture('nested18');
    const other = createCadImporter({ workersFolder: await builtWorkers('cad.worker'), keepWarmMilliseconds: 0 });
    const request = { stepPath: await stepFixture('nested18'), outFolder: join(folder, 'again'), timeLimitSeconds: 60 };
    const second = await other.import(request);
    await other.close();
    expect(second.manifest).toEqual(first.manifest);
    expect(await readFile(second.glbPath)).toEqual(await readFile(first.glbPath));
  });

  it('survive an export that lists siblings in another order and numbers entities anew', async () => {
    const { manifest } = await importFixture('nested18');
    const reordered = await importText(renumbered(await stepFixtureText('nested18Reordered')));
    expect(keysByName(reordered.manifest)).toEqual(keysByName(manifest));
  });

  it('do not depend on how fine the mesh is', async () => {
    const request = {
      stepPath: await stepFixture('nested18'),
      outFolder: join(folder, 'coarse'),
      timeLimitSeconds: 60,
    };
    const coarse = await importer.import({
      ...request,
      tessellation: { angularDeflection: 1, productDeflection: 0.01 },
    });
    const fine = await importFixture('nested18');
    expect(coarse.inspection.partKeys).toEqual(fine.inspection.partKeys);
    expect(coarse.inspection.triangles).toBeLessThan(fine.inspection.triangles / 2);
  });
});

describe('what files differ in', () => {
  it('a cube has the same size in millimetres, metres and inches', async () => {
    const names = ['cube1000', 'cubeMetre', 'cubeInch'] as const;
    const cubes = [];
    for (const name of names) cubes.push((await importFixture(name)).inspection);
    expect(cubes.map(({ unitsToMetres }) => unitsToMetres)).toEqual([0.001, 1, 0.0254]);
    expect(cubes.map(({ boundingBox }) => boundingBox.size)).toEqual([
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 1],
    ]);
  });

  it('names come in any script, raw or escaped, and give plain keys', async () => {
    const raw = await importFixture('unicode');
    expect(raw.manifest.parts[0]).toMatchObject({ name: 'Stift "links" #5', productName: 'Käfig größe 1 保持架' });
    expect(raw.inspection.partKeys[0]).toMatch(/^Stift_links_5-[0-9a-f]{10}$/);
    const escaped = (await stepFixtureText('unicode')).replaceAll(
      'Käfig größe 1 保持架',
      'K\\X2\\00E4\\X0\\fig gr\\X\\F6\\X2\\00DF\\X0\\e 1 \\X2\\4FDD630167B6\\X0\\',
    );
    expect((await importText(escaped)).manifest.parts[0]?.productName).toBe('Käfig größe 1 保持架');
  });

  it('a byte order mark does no harm', async () => {
    const text = await stepFixtureText('twoBoxes');
    expect((await importText(`\uFEFF${text}`)).inspection.parts).toBe(2);
  });

  it('empty products are left out and reported; equal names stay apart', async () => {
    const { manifest, inspection } = await importFixture('emptyLeaf');
    expect(inspection).toMatchObject({ parts: 2, meshNodes: 2, uniquePartKeys: 2, droppedEmpties: 1 });
    expect(manifest.droppedEmpties).toEqual([{ name: 'sketch', path: ['with an empty'] }]);
    expect(manifest.problems.map(({ code }) => code)).toEqual(['cad.dropped_empties']);
    expect(manifest.parts.map((part) => part.name)).toEqual(['pin', 'pin']);
  });

  it('normals point outwards and triangles turn the same way', async () => {
    const { glbPath } = await importFixture('nested18');
    const { NodeIO } = await import('@gltf-transform/core');
    const document = await new NodeIO().read(glbPath);
    for (const primitive of document
      .getRoot()
      .listMeshes()
      .flatMap((mesh) => mesh.listPrimitives())) {
      const indices = primitive.getIndices()?.getArray() ?? [];
      const vector = (attribute: string, corner: number): Vec3 => {
        const values = primitive.getAttribute(attribute)?.getElement(indices[corner] ?? 0, [0, 0, 0]);
        return [values?.[0] ?? 0, values?.[1] ?? 0, values?.[2] ?? 0];
      };
      for (let first = 0; first < indices.length; first += 3) {
        const [a, b, c] = [vector('POSITION', first), vector('POSITION', first + 1), vector('POSITION', first + 2)];
        const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
        const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
        const [nx, ny, nz] = vector('NORMAL', first);
        const side = (uy * vz - uz * vy) * nx + (uz * vx - ux * vz) * ny + (ux * vy - uy * vx) * nz;
        expect(side).toBeGreaterThan(0);
      }
    }
  });
});
