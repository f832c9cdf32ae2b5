import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CadImporter, createCadImporter } from '../../../electron/cad/cadImporter.ts';
import type { AppError } from '../../../shared/errors/appError.ts';
import type { ErrorCode } from '../../../shared/errors/errorCatalogue.ts';
import { builtWorkers } from '../../support/builtWorkers.ts';
import { expectAppError } from '../../support/expectAppError.ts';
import { stepAssembly, stepFixture, stepFixtureText } from '../../support/stepFixtures.ts';

let importer: CadImporter;
let folder: string;
let good: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hartomat-bad-'));
  importer = createCadImporter({ workersFolder: await builtWorkers('cad.worker') });
  good = await stepFixtureText('twoBoxes');
});

afterAll(async () => {
  await importer.close();
  await rm(folder, { recursive: true, force: true });
});

/** Imports, sees the code, and sees that nothing came into being and that the next import works. */
async function refuses(stepPath: string, code: ErrorCode): Promise<AppError> {
  const outFolder = join(folder, 'product', 'cad');
  const error = await expectAppError(importer.import({ stepPath, outFolder, timeLimitSeconds: 30 }), code);
  expect(existsSync(join(folder, 'product')), 'nothing half-written').toBe(false);
  return error;
}

async function written(content: string | Uint8Array): Promise<string> {
  const path = join(folder, 'model.step');
  await writeFile(path, content);
  return path;
}

describe('a file that cannot be imported has its own clear error', () => {
  it.each<[string, ErrorCode, () => string | Uint8Array]>([
    ['an empty file', 'cad.empty_file', () => ''],
    ['a text renamed to .step', 'cad.not_step', () => 'Minutes of the meeting\n'],
    ['random bytes', 'cad.not_step', () => Buffer.from(Array.from({ length: 9999 }, (_, i) => (i * i * 31) % 256))],
    ['a truncated file', 'cad.truncated', () => good.slice(0, good.length * 0.7)],
    ['a dangling reference', 'cad.dangling_reference', () => good.replace(/^#\d+ = ADVANCED_FACE[^;]*;\n/m, '')],
    ['a number out of range', 'cad.syntax', () => good.replace('(0.,0.,4.)', '(0.,0.,1.E400)')],
  ])('%s: %s', async (_, code, content) => {
    await refuses(await written(content()), code);
  });

  it('a negative radius', async () => {
    const text = await stepFixtureText('emptyLeaf');
    const error = await refuses(await written(text.replace(/(CIRCLE\('',#\d+,)2\.\)/, '$1-2.)')), 'cad.syntax');
    expect(error.message).toContain('negative radius -2');
  });

  it('an assembly that contains itself', async () => {
    const usage = /#\d+ = NEXT_ASSEMBLY_USAGE_OCCURRENCE\('[^']*','plate','',#(\d+),#(\d+),\$\);/.exec(good);
    const back = `#99999 = NEXT_ASSEMBLY_USAGE_OCCURRENCE('x','back','',#${usage?.[2]},#${usage?.[1]},$);\n`;
    await refuses(await written(good.replace(/ENDSEC;\s*END-ISO/, `${back}$&`)), 'cad.cyclic');
  });

  it('a file without geometry', async () => {
    await refuses(await stepFixture('nothing'), 'cad.no_shape');
  });

  it('solids that the reader loses', async () => {
    // The shell of the block has nothing in it: the text has two solids, the reader finds one.
    const shells = [...good.matchAll(/CLOSED_SHELL\('',\(([^)]*)\)\)/g)];
    const error = await refuses(await written(good.replace(shells[1]?.[1] ?? '-', '')), 'cad.missing_solids');
    expect(error.details).toEqual({ expected: 2, found: 1 });
  });

  it('uses of parts that the reader loses are reported, the rest comes in', async () => {
    const text = await stepFixtureText('nested18');
    // The place of one nut is gone: the reader leaves it out, while its shape is still used elsewhere.
    const usage = /#(\d+) = NEXT_ASSEMBLY_USAGE_OCCURRENCE\(\s*'[^']*',\s*'nut_3'/.exec(text)?.[1];
    const shape = new RegExp(`#(\\d+) = PRODUCT_DEFINITION_SHAPE\\([^;]*#${usage}\\s*\\);`).exec(text)?.[1];
    const place = new RegExp(`#\\d+ = CONTEXT_DEPENDENT_SHAPE_REPRESENTATION\\(\\s*#\\d+,\\s*#${shape}\\s*\\);`);
    const without = text.replace(place, '');
    const outFolder = join(folder, 'lost');
    const { manifest } = await importer.import({ stepPath: await written(without), outFolder, timeLimitSeconds: 30 });
    expect(without.length).toBeLessThan(text.length);
    expect(manifest.parts.length).toBeLessThan(18);
    expect(manifest.problems).toMatchObject([{ code: 'cad.uses_lost', severity: 'error' }]);
  });

  it('a missing file, a folder, and an output folder that cannot be', async () => {
    await refuses(join(folder, 'gone.step'), 'file.missing');
    await mkdir(join(folder, 'folder.step'));
    await refuses(join(folder, 'folder.step'), 'file.unreadable');
    const blocked = await written(good);
    const request = { stepPath: blocked, outFolder: join(blocked, 'inside'), timeLimitSeconds: 30 };
    await expectAppError(importer.import(request), 'file.output_unwritable');
  });

  it('and after all of them a good file comes in as ever', async () => {
    const outFolder = join(folder, 'good');
    const { inspection } = await importer.import({ stepPath: await written(good), outFolder, timeLimitSeconds: 30 });
    expect(inspection.parts).toBe(2);
  });
});

describe('an import that is stopped', () => {
  it('by the user ends at once, leaves the old model as it was, and the next import works', async () => {
    const outFolder = join(folder, 'kept');
    await importer.import({ stepPath: await stepFixture('twoBoxes'), outFolder, timeLimitSeconds: 30 });
    const before = await readdir(outFolder);
    const cancel = new AbortController();
    const running = importer.import({
      stepPath: await stepAssembly(1000),
      outFolder,
      timeLimitSeconds: 60,
      signal: cancel.signal,
      onProgress: ({ stage }) => stage === 'tessellate' && cancel.abort(),
    });
    await expectAppError(running, 'app.cancelled');
    expect(await readdir(outFolder)).toEqual(before);
    const next = await importer.import({ stepPath: await stepFixture('nested18'), outFolder, timeLimitSeconds: 30 });
    expect(next.inspection.parts).toBe(18);
  });

  it('before it began does nothing', async () => {
    const signal = AbortSignal.abort();
    const request = { stepPath: 'any.step', outFolder: join(folder, 'never'), timeLimitSeconds: 30, signal };
    await expectAppError(importer.import(request), 'app.cancelled');
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });

  it('by its time limit says so', async () => {
    const outFolder = join(folder, 'slow');
    const running = importer.import({ stepPath: await stepAssembly(1000), outFolder, timeLimitSeconds: 0.05 });
    const error = await expectAppError(running, 'cad.timeout');
    expect(error.message).toContain('0.05 seconds');
    expect(existsSync(outFolder)).toBe(false);
  });

  it('by closing the importer is cancelled', async () => {
    const closing = createCadImporter({ workersFolder: await builtWorkers('cad.worker') });
    const outFolder = join(folder, 'closed');
    const running = closing.import({ stepPath: await stepAssembly(1000), outFolder, timeLimitSeconds: 60 });
    const outcome = expectAppError(running, 'app.cancelled');
    await closing.close();
    await outcome;
    expect(existsSync(outFolder)).toBe(false);
  });

  it('waits its turn: two at a time run one after another, each with its own result', async () => {
    const [first, second] = await Promise.all(
      (['twoBoxes', 'nested18'] as const).map(async (name) =>
        importer.import({ stepPath: await stepFixture(name), outFolder: join(folder, name), timeLimitSeconds: 30 }),
      ),
    );
    expect([first?.inspection.parts, second?.inspection.parts]).toEqual([2, 18]);
  });
});
