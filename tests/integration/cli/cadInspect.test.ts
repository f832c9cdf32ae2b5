import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CadInspection } from '../../../shared/domain/cad.ts';
import { referenceStepFile } from '../../support/referenceStepFiles.ts';
import { stepFixture } from '../../support/stepFixtures.ts';
import { projectRoot } from '../../unit/setup/loadScript.ts';
import { buildCommandLine, Desk, documentOf } from './startHartomat.ts';

const desk = new Desk();
beforeAll(buildCommandLine, 300_000);
afterAll(() => desk.remove());

async function inspect(path: string): Promise<CadInspection> {
  const ended = await desk.run(['cad', 'inspect', path, '--json']);
  expect(ended).toMatchObject({ code: 0 });
  return documentOf<CadInspection>(ended);
}

/** Length of the edges of the bounding box in metres. */
const sizeOf = ({ boundingBox: { min, max } }: CadInspection): number[] =>
  [0, 1, 2].map((axis) => Number((max[axis]! - min[axis]!).toFixed(9)));

describe('cad inspect', { timeout: 60_000 }, () => {
  it('counts the sample as 146 parts with keys of their own, the same ones twice, and needs no data folder', async () => {
    const sample = join(projectRoot, 'resources/samples/bearing.step');
    const first = await inspect(sample);
    expect(first).toMatchObject({ parts: 146, meshNodes: 146, uniquePartKeys: 146 });
    const second = await inspect(sample);
    expect(second.partKeys).toEqual(first.partKeys);
    expect(existsSync(desk.home)).toBe(false);
  });

  it('takes a path relative to where the user is, and says the same in words', async () => {
    const path = relative(desk.folder, await stepFixture('nested18'));
    const ended = await desk.run(['cad', 'inspect', path]);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/parts +18\n/);
    expect(ended.stderr).toMatch(/Reading/);
  });

  it('sees the same cube in millimetres, metres and inches', async () => {
    const cubes = [];
    for (const name of ['cube1000', 'cubeMetre', 'cubeInch'] as const)
      cubes.push(await inspect(await stepFixture(name)));
    expect(cubes.map(sizeOf)).toEqual([
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 1],
    ]);
  });

  it('counts the reference files', async () => {
    for (const [name, parts] of [
      ['ref146.step', 146],
      ['as1-oc-214.stp', 18],
      ['as1_pe_203.stp', 18],
    ] as const) {
      const path = referenceStepFile(name);
      if (path) expect(await inspect(path)).toMatchObject({ parts, meshNodes: parts, uniquePartKeys: parts });
    }
  });
});
