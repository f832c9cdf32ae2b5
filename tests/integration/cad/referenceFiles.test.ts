import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CadImporter, type CadImportResult, createCadImporter } from '../../../electron/cad/cadImporter.ts';
import { builtWorkers } from '../../support/builtWorkers.ts';
import { referenceStepFile } from '../../support/referenceStepFiles.ts';

let importer: CadImporter;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hartomat-reference-'));
  importer = createCadImporter({ workersFolder: await builtWorkers('cad.worker') });
});

afterAll(async () => {
  await importer.close();
  await rm(folder, { recursive: true, force: true });
});

function importFile(stepPath: string): Promise<CadImportResult> {
  return importer.import({ stepPath, outFolder: folder, timeLimitSeconds: 60 });
}

describe.each([
  { file: 'ref146.step', parts: 146, meshes: 6, droppedEmpties: 0, unitsToMetres: 0.001 },
  { file: 'as1-oc-214.stp', parts: 18, meshes: 5, droppedEmpties: 0, unitsToMetres: 0.001 },
  { file: 'as1_pe_203.stp', parts: 18, meshes: 5, droppedEmpties: 18, unitsToMetres: 0.0254 },
  { file: 'dm1-id-214.stp', parts: 7, meshes: 3, droppedEmpties: 0, unitsToMetres: 0.0254 },
  { file: 'io1-cm-214.stp', parts: 1, meshes: 1, droppedEmpties: 0, unitsToMetres: 0.001 },
  { file: 'sg1-c5-214.stp', parts: 1, meshes: 1, droppedEmpties: 0, unitsToMetres: 0.001 },
])('the reference file $file', ({ file, parts, ...expected }) => {
  const path = referenceStepFile(file);

  it.runIf(path)('has every part once, in each count, and the same keys on two runs', async () => {
    const { inspection, manifest } = await importFile(path ?? '');
    expect(inspection).toMatchObject({ parts, meshNodes: parts, uniquePartKeys: parts, ...expected });
    expect(manifest.parts.every((part) => part.solids > 0)).toBe(true);
    expect((await importFile(path ?? '')).inspection.partKeys).toEqual(inspection.partKeys);
  });
});

describe('one cube in inches and in metres', () => {
  const [inch, metre] = [referenceStepFile('cube-in.step'), referenceStepFile('cube-m.step')];

  it.runIf(inch && metre)('has one size', async () => {
    const sizes = [await importFile(inch ?? ''), await importFile(metre ?? '')];
    expect(sizes.map(({ inspection }) => inspection.boundingBox.size)).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ]);
    expect(sizes[0]?.inspection.partKeys).toEqual(sizes[1]?.inspection.partKeys);
  });
});
