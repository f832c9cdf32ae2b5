import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorValue } from '../../../shared/errors/appError.ts';
import type { ErrorCode } from '../../../shared/errors/errorCatalogue.ts';
import { blendersOf } from '../../e2e/support/processes.ts';
import { stepFixtureText } from '../../support/stepFixtures.ts';
import { buildCommandLine, Desk, documentOf } from './startHartomat.ts';

const desk = new Desk();
let good: string;

beforeAll(async () => {
  await buildCommandLine();
  good = await stepFixtureText('twoBoxes');
  writeFileSync(join(desk.folder, 'good.step'), good);
  writeFileSync(join(desk.folder, 'plain.txt'), 'not a folder');
  mkdirSync(join(desk.folder, 'folder'));
}, 300_000);
afterAll(() => desk.remove());

let before: string[] = [];
const files = (): string[] => readdirSync(desk.folder).filter((name) => name !== 'home');

/** One error, with the exit code of its kind, and nothing that is left of the attempt. */
async function refuses(
  args: readonly string[],
  expected: { code: ErrorCode; exit: number },
  environment: Record<string, string> = {},
): Promise<ErrorValue> {
  before = files();
  const ended = await desk.run([...args, '--json'], environment);
  const { error } = documentOf<{ error: ErrorValue }>(ended);
  expect({ code: error.code, exit: ended.code }).toEqual(expected);
  expect(error.message).not.toBe('');
  expect(error.remedy).toBeTruthy();
  expect(error.details).toBeTypeOf('object');
  expect(ended.stderr).toContain(`[${expected.code}]`);
  return error;
}

afterEach(() => {
  expect(files(), 'nothing half-written').toEqual(before);
  expect(blendersOf(desk.home), 'nothing left running').toEqual([]);
});

const render = (step: string, out = 'out.png'): string[] => [
  'render',
  step,
  '--output-type',
  'still_preview',
  '--out',
  out,
];

describe('a STEP file that is none', () => {
  it.each<[string, ErrorCode, () => string]>([
    ['an empty file', 'cad.empty_file', () => ''],
    ['a text file renamed', 'cad.not_step', () => 'Dear reader,\nthis is a letter.\n'],
    ['a truncated file', 'cad.truncated', () => good.slice(0, good.length / 2)],
    ['a dangling reference', 'cad.dangling_reference', () => good.replace(/^#\d+ = ADVANCED_FACE[^;]*;\n/m, '')],
  ])('%s: %s', async (_, code, content) => {
    writeFileSync(join(desk.folder, 'bad.step'), content());
    await refuses(['cad', 'inspect', 'bad.step'], { code, exit: 1 });
    await refuses(render('bad.step'), { code, exit: 1 });
  });

  it('a path without a file', async () => {
    await refuses(['cad', 'inspect', 'nowhere.step'], { code: 'file.missing', exit: 1 });
    await refuses(render('nowhere.step'), { code: 'file.missing', exit: 1 });
  });
});

describe('an output path that cannot be written, before anything is rendered', () => {
  it.each(['missing/out.png', 'plain.txt/out.png', 'folder', 'good.step'])('%s', async (out) => {
    const content = readFileSync(join(desk.folder, 'good.step'));
    await refuses(render('good.step', out), { code: 'file.output_unwritable', exit: 1 });
    expect(readFileSync(join(desk.folder, 'good.step')).equals(content)).toBe(true);
  });

  it('a device', async () => {
    await refuses(render('good.step', '/dev/full'), { code: 'file.output_unwritable', exit: 1 });
  });
});

describe('a Blender path that is wrong', () => {
  it('names another program: said by every command that needs Blender', async () => {
    const expected = { code: 'blender.not_blender', exit: 1 } as const;
    for (const args of [render('good.step'), ['doctor'], ['smoke', '--execution-mode', 'legacy']]) {
      const error = await refuses(args, expected, { HARTOMAT_BLENDER: '/bin/ls' });
      expect(error.message).toContain('/bin/ls');
    }
  });

  it('names nothing', async () => {
    const blender = join(desk.folder, 'no-blender');
    await refuses(render('good.step'), { code: 'blender.not_found', exit: 1 }, { HARTOMAT_BLENDER: blender });
  });
});

describe('a data folder that is of no use', () => {
  it('cannot be made', async () => {
    const home = join(desk.folder, 'plain.txt', 'home');
    await refuses(['doctor'], { code: 'home.unwritable', exit: 1 }, { HARTOMAT_HOME: home });
  });

  it('holds a damaged database, which is left as it is', async () => {
    const home = join(desk.folder, 'damaged');
    mkdirSync(home);
    writeFileSync(join(home, 'hartomat.db'), 'no database at all, but long enough to be taken for one'.repeat(40));
    await refuses(render('good.step'), { code: 'database.corrupt', exit: 1 }, { HARTOMAT_HOME: home });
    expect(readFileSync(join(home, 'hartomat.db'), 'utf8')).toMatch(/^no database at all/);
  });
});

describe('wrong words', () => {
  it.each([
    [[]],
    [['frobnicate']],
    [['cad', 'inspect']],
    [['render', 'good.step']],
    [['render', '--output-type', 'still_preview', '--out', 'out.png']],
    [[...render('good.step'), '--sample']],
    [[...render('good.step'), '--samples', '0']],
    [[...render('good.step'), '--device', 'abacus']],
    [['smoke', '--execution-mode', 'maybe']],
  ])('%j is wrong usage', async (args) => {
    await refuses(args, { code: 'app.usage', exit: 2 });
  });

  it('names what there is instead of an unknown output type, template or camera', async () => {
    const type = await refuses(['render', 'good.step', '--output-type', 'nope', '--out', 'o.png'], {
      code: 'output_type.unknown',
      exit: 1,
    });
    expect(type.remedy).toContain('still_preview');
    const template = await refuses([...render('good.step'), '--template', 'nope'], {
      code: 'template.unknown',
      exit: 1,
    });
    expect(template.remedy).toContain('white_studio');
    const camera = await refuses([...render('good.step'), '--camera', 'nope'], { code: 'camera.unknown', exit: 1 });
    expect(camera.remedy).toContain('three_quarter');
  });
});
