import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PartAttribution } from '../../../shared/domain/comparison.ts';
import type { OutputType } from '../../../shared/domain/outputType.ts';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { TestApplication } from '../../support/testApplication.ts';
import { tinyOf, tinyOutputType, tinySheet } from '../../support/tinyOutputType.ts';
import { WorkflowDesk } from '../../support/workflowOrders.ts';

const profile = { ...tinyOutputType.profile, width: 160, height: 90 };
const still: OutputType = { ...tinyOutputType, profile };
const long = tinyOf({
  code: 'long',
  profile: { ...profile, width: 1920, height: 1080 },
  renderer: { ...tinyOutputType.renderer, samples: 4096 },
});
const home = mkdtempSync(join(tmpdir(), 'hartomat-parts-'));
let desk: WorkflowDesk;
/** A run with parts that differ. */
let told: RunDetail;

beforeAll(async () => {
  desk = await WorkflowDesk.open({ home, outputTypes: [still, tinySheet, long] });
}, 120_000);
afterAll(async () => {
  await desk?.close();
  rmSync(home, { recursive: true, force: true });
});

const partsOf = (run: RunDetail): PartAttribution | null => {
  expect(run.observer, JSON.stringify(run.observer?.error)).toMatchObject({ state: 'done' });
  return run.observer!.comparison!.parts;
};
const logged = async (run: RunDetail, wanted: string): Promise<string[]> =>
  (await desk.test.call('runs:log', { id: run.id })).flatMap(({ level, text }) => (level === wanted ? [text] : []));

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
    told = run;
    const [plate] = parts.differing;
    expect(plate).toMatchObject({ name: 'plate', partKey: expect.stringMatching(/^plate-/) });
    expect(plate!.material).toMatch(/^CAD colour #/);
    expect(plate!.differing / plate!.pixels).toBeGreaterThan(0.9);
    const [left, top, width, height] = plate!.box;
    expect(left >= 0 && top >= 0 && left + width <= 160 && top + height <= 90).toBe(true);
    expect(width * height).toBeGreaterThanOrEqual(plate!.differing);
    expect(parts.differing.every((part) => part.differing <= part.pixels)).toBe(true);
    expect(await logged(run, 'warn')).toEqual([]);

    // Whoever asks meanwhile waits for the same comparison.
    const compare = () => desk.test.call('runs:compare', { id: run.id });
    for (const again of await Promise.all([compare(), compare()])) expect(partsOf(again)).toEqual(parts);
    const lines = await desk.test.call('runs:log', { id: run.id });
    expect(lines.filter(({ text }) => text.startsWith('Compared again'))).toHaveLength(1);
  });

  it('of a sheet of angles are not known, which is said and logged and changes no verdict', async () => {
    await desk.change('preset-multi_angle', 'material_map_resolve', { resolutionOrder: ['override', 'default'] });
    const run = await desk.run({ outputType: tinySheet, workflow: 'preset-multi_angle', mode: 'shadow' });
    const reason =
      'Parts could not be told: A sheet of several angles shows every part more than once. (comparison.failed)';
    expect(partsOf(run)).toEqual({ known: false, reason });
    expect(run.observer?.comparison?.metrics?.picture?.shareOverThreshold).toBeGreaterThan(0);
    // It is so by design at each run, and nothing to be warned of.
    expect(await logged(run, 'info')).toContain(reason);
    expect(await logged(run, 'warn')).toEqual([]);
  });

  it('are kept when the application ends while they are told again', async () => {
    const { test, productId } = desk;
    await test.call('settings:update', { blenderSlots: 1 });
    test.application.startQueue();
    const { id } = await test.call('orders:create', { productId, outputTypeId: long.id });
    // Blender is at work on the order, and the parts have to wait for it.
    await test.when('the order is rendered', () => test.told('runs:progressed').some(({ runId }) => runId === id));
    const asked = test.call('runs:compare', { id: told.id }).catch((thrown: unknown) => thrown);
    const folder = join(home, 'runs', told.id, 'observer');
    const waiting = () => readdirSync(folder).filter((name) => name.startsWith('scratch'));
    await vi.waitFor(() => expect(waiting()).toHaveLength(1), { timeout: 30_000 });
    await test.close();
    await asked;
    const next = await TestApplication.start({ home });
    try {
      const after = await next.call('runs:get', { id: told.id });
      expect(partsOf(after)).toEqual(partsOf(told));
      const lines = await next.call('runs:log', { id: told.id });
      expect(lines.map(({ text }) => text)).toContain('The parts that were told before are kept.');
    } finally {
      await next.close();
    }
  });
});
