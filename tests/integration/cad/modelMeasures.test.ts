import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CadImportResult, createCadImporter } from '../../../electron/cad/cadImporter.ts';
import { glbBounds } from '../../../electron/cad/glbBounds.ts';
import { writeStl } from '../../../electron/cad/writeStl.ts';
import { builtWorkers } from '../../support/builtWorkers.ts';

let folder: string;
let imported: CadImportResult;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hartomat-measures-'));
  const importer = createCadImporter({ workersFolder: await builtWorkers('cad.worker') });
  const stepPath = resolve(import.meta.dirname, '../../../resources/samples/bearing.step');
  imported = await importer.import({ stepPath, outFolder: folder, timeLimitSeconds: 60 });
  await importer.close();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it('the sample measures in its model what it measures in its manifest', async () => {
  const measured = await glbBounds(await readFile(imported.glbPath));
  const { boundingBox } = imported.manifest;
  for (const side of ['min', 'max', 'size'] as const) {
    // Half a micrometre: the model holds numbers of 32 bits.
    expect(measured[side]).toEqual(boundingBox[side].map((value) => expect.closeTo(value, 6)));
  }
});

it('the sample has every drawn triangle in its STL', async () => {
  const { stl, triangles } = await writeStl(await readFile(imported.glbPath));
  expect(triangles).toBe(imported.inspection.triangles);
  expect(stl.byteLength).toBe(84 + 50 * triangles);
});
