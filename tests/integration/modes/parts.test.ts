import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PartAttribution } from '../../../shared/domain/comparison.ts';
import type { OutputType } from '../../../shared/domain/outputType.ts';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { tinyOutputType, tinySheet } from '../../support/tinyOutputType.ts';
import { WorkflowDesk } from '../../support/workflowOrders.ts';

const profile = { ...tinyOutputType.profile, width: 160, height: 90 };
const still: OutputType = { ...tinyOutputType, profile };
let desk: WorkflowDesk;

beforeAll(async () => {
  desk = await WorkflowDesk.open({ outputTypes: [still, tinySheet] });
}, 120_000);
afterAll(() => desk?.close());

const partsOf = (run: RunDetail): PartAttribution | null => {
  expect(run.observer, JSON.stringify(run.observer?.error)).toMatchObject({ state: 'done' });
  return run.observer!.comparison!.parts;
};
const warnings = async (run: RunDetail): Promise<string[]> =>
  (await desk.test.call('runs:log', { id: run.id })).flatMap(({ level, text }) => (level === 'warn' ? [text] : []));

describe('the parts of a shadow run', { timeout: 180_000 }, () => {
  it('that is equal are 0 of all', async () => {
    const run = await desk.run({ outputType: still, mode: 'shadow' });
    expect(partsOf(run)).toEqual({ known: true, parts: 2, differing: [], backdrop: null });
  });

  it('in which a part has another material name that part, what it should be of, and where it is', async () => {
    // The graph passes over the colour that the CAD file gives the plate; the block has none.
    await desk.change('preset-still', 'material_map_resolve', { resolutionOrder: ['override', 'rules', 'default'] });
    const run = await desk.run({ outputType: still, mode: 'shadow', reuse: 'fresh' });
    expect(run.observer?.comparison?.verdict).toBe('inconclusive');
    const parts = partsOf(run);
    if (!parts?.known) throw new Error(JSON.stringify(parts));
    const [plate] = parts.differing;
    expect(plate).toMatchObject({ name: 'plate', partKey: expect.stringMatching(/^plate-/) });
    expect(plate!.material).toMatch(/^CAD colour #/);
    expect(plate!.differing / plate!.pixels).toBeGreaterThan(0.9);
    const [left, top, width, height] = plate!.box;
    expect(left >= 0 && top >= 0 && left + width <= 160 && top + height <= 90).toBe(true);
    expect(width * height).toBeGreaterThanOrEqual(plate!.differing);
    expect(parts.differing.every((part) => part.differing <= part.pixels)).toBe(true);
    expect(await warnings(run)).toEqual([]);

    const again = await desk.test.call('runs:compare', { id: run.id });
    expect(partsOf(again)).toEqual(parts);
  });

  it('of a sheet of angles are not known, which is said and logged and changes no verdict', async () => {
    await desk.change('preset-multi_angle', 'material_map_resolve', { resolutionOrder: ['override', 'default'] });
    const run = await desk.run({ outputType: tinySheet, workflow: 'preset-multi_angle', mode: 'shadow' });
    const reason =
      'Parts could not be told: A sheet of several angles shows every part more than once. (comparison.failed)';
    expect(partsOf(run)).toEqual({ known: false, reason });
    expect(run.observer?.comparison?.metrics?.picture?.shareOverThreshold).toBeGreaterThan(0);
    expect(await warnings(run)).toContain(reason);
  });
});
