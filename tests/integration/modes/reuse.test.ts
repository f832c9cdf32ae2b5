import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { tinyOutputType } from '../../support/tinyOutputType.ts';
import { WorkflowDesk } from '../../support/workflowOrders.ts';

const home = mkdtempSync(join(tmpdir(), 'hartomat-reuse-'));
let desk: WorkflowDesk;

beforeAll(async () => {
  desk = await WorkflowDesk.open({ home, outputTypes: [tinyOutputType] });
}, 120_000);
afterAll(async () => {
  await desk?.close();
  rmSync(home, { recursive: true, force: true });
});

const why = (run: RunDetail, nodeType: string): string =>
  run.steps.find((step) => step.nodeType === nodeType)?.why ?? `${nodeType} has no step`;
const inState = (run: RunDetail, state: string): string[] =>
  Object.entries(WorkflowDesk.nodes(run)).flatMap(([type, has]) => (has === state ? type : []));

/*
 * first run: all made -> same again: all reused -> samples changed: still and what follows it
 *   -> restart: all reused -> a kept file is cut short: made again
 */
describe('the outputs of nodes', { timeout: 120_000 }, () => {
  let first: RunDetail;

  it('are made the first time', async () => {
    first = await desk.run({ mode: 'graph' });
    expect(first.fallback).toBeNull();
    expect(inState(first, 'reused')).toEqual([]);
  });

  it('are all reused the second time, with the reason, and delivered to the new order line', async () => {
    const second = await desk.run({ mode: 'graph' });
    expect(inState(second, 'done')).toEqual([]);
    for (const step of second.steps) expect(step.why).toMatch(/^Reused/);
    expect(second.core.outputSha256).toBe(first.core.outputSha256);
    expect(second.orderLineId).not.toBe(first.orderLineId);
    expect(await desk.assetsOf(second)).toHaveLength(1);
    expect(await desk.noticesOf(second)).toHaveLength(1);
  });

  it('are made anew only where a setting changed, and below', async () => {
    await desk.change('preset-still', 'blender_still', { samples: 3 });
    const changed = await desk.run({ mode: 'graph' });
    expect(inState(changed, 'done').toSorted()).toEqual(['blender_still', 'notify', 'output_save']);
    expect(why(changed, 'blender_still')).toMatch(/samples now 3/);
    expect(changed.core.samples).toBe(3);
  });

  it('are there after a restart', async () => {
    await desk.close();
    desk = await WorkflowDesk.open({ home, outputTypes: [] });
    const again = await desk.run({ mode: 'graph' });
    expect(inState(again, 'done')).toEqual([]);
  });

  it('are made anew when everything is asked for', async () => {
    const fresh = await desk.run({ mode: 'graph', reuse: 'fresh' });
    expect(inState(fresh, 'reused')).toEqual([]);
  });

  it('are made anew when a kept file is damaged, and it is said', async () => {
    const kept = join(home, 'artifacts');
    for (const folder of readdirSync(kept)) {
      for (const name of readdirSync(join(kept, folder))) {
        if (name.endsWith('.png')) truncateSync(join(kept, folder, name), 20);
      }
    }
    const mended = await desk.run({ mode: 'graph' });
    expect(mended.fallback).toBeNull();
    expect(WorkflowDesk.nodes(mended)['blender_still']).toBe('done');
    expect(why(mended, 'blender_still')).toMatch(/damaged/);
    expect(WorkflowDesk.nodes(mended)['resolve_glb']).toBe('reused');
  });

  it('of a graph run are not taken by an observer, nor the other way round', async () => {
    const shadow = await desk.run({ mode: 'shadow' });
    expect(shadow.observer?.comparison?.verdict).toBe('inconclusive');
    expect(inState(shadow, 'reused')).toEqual([]);
  });
});
