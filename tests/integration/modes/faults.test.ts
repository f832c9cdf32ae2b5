import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blendersOf } from '../../e2e/support/processes.ts';
import type { RuntimeOptions } from '../../../electron/app/runtimeOptions.ts';
import type { InjectedFault } from '../../../electron/runtime/contracts/engine.ts';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { WorkflowDesk } from '../../support/workflowOrders.ts';

const nodes = [
  ...['order_line_setup', 'resolve_template', 'resolve_glb', 'material_map_resolve', 'auto_populate_materials'],
  ...['blender_still', 'output_save', 'notify'],
];

/** What goes wrong in the next run. The application holds this very list. */
const faults: InjectedFault[] = [];
let desk: WorkflowDesk;

beforeAll(async () => {
  desk = await WorkflowDesk.open({ runtime: { faults } });
}, 120_000);
afterAll(() => desk?.close());

async function runWith(fault: InjectedFault, mode: 'graph' | 'shadow', at = desk): Promise<RunDetail> {
  faults.splice(0, faults.length, fault);
  try {
    // A node that is reused does not run, and cannot fail.
    return await at.run({ mode, reuse: 'fresh' });
  } finally {
    faults.length = 0;
  }
}

/** An application that is soon out of patience. */
async function hurried<T>(runtime: RuntimeOptions, work: (hurriedDesk: WorkflowDesk) => Promise<T>): Promise<T> {
  const opened = await WorkflowDesk.open({ runtime: { ...runtime, faults } });
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

async function expectLegacyDelivery(opened: WorkflowDesk, run: RunDetail): Promise<void> {
  expect(run, JSON.stringify(run.error)).toMatchObject({ state: 'delivered', core: { executor: 'legacy' } });
  expect(await opened.assetsOf(run)).toMatchObject([{ id: run.mediaAssetId, role: 'primary' }]);
  expect(await opened.noticesOf(run)).toMatchObject([{ kind: 'delivered' }]);
}

/*
 * graph: fault at a node --> the same order line by legacy, once, with the reason
 */
describe('a graph that fails', { timeout: 240_000 }, () => {
  it.each(nodes)('at %s, before, during or after, by exception: legacy delivers once', async (at) => {
    for (const phase of ['before', 'during', 'after'] as const) {
      const run = await runWith({ at, phase, kind: 'exception' }, 'graph');
      await expectLegacyDelivery(desk, run);
      expect(run.fallback, phase).toMatchObject({ code: 'graph.injected_fault' });
      expect(WorkflowDesk.nodes(run)[at]).toBe('failed');
    }
  });

  it.each([
    ['loses its Blender', { at: 'blender_still', phase: 'during', kind: 'kill_blender' }, 'blender.out_of_memory'],
    ['gives a corrupt file', { at: 'blender_still', phase: 'after', kind: 'corrupt' }, 'graph.output_invalid'],
    ['gives a corrupt delivery', { at: 'output_save', phase: 'after', kind: 'corrupt' }, 'graph.output_invalid'],
  ] as const)('because a node %s: legacy delivers once', async (_what, fault: InjectedFault, code) => {
    const run = await runWith(fault, 'graph');
    await expectLegacyDelivery(desk, run);
    expect(run.fallback).toMatchObject({ code });
  });

  it.each(['resolve_glb', 'blender_still'])('because %s never ends: legacy delivers once', async (at) => {
    await hurried({ nodeSeconds: 3 }, async (opened) => {
      const run = await runWith({ at, phase: 'during', kind: 'hang' }, 'graph', opened);
      await expectLegacyDelivery(opened, run);
      expect(run.fallback).toMatchObject({ code: 'graph.node_timeout' });
    });
  });

  it('leaves the other branches done, says what did not run', async () => {
    const run = await runWith({ at: 'blender_still', phase: 'during', kind: 'exception' }, 'graph');
    expect(WorkflowDesk.nodes(run)).toMatchObject({
      ...{ resolve_glb: 'done', resolve_template: 'done', material_map_resolve: 'done' },
      ...{ blender_still: 'failed', output_save: 'skipped', notify: 'skipped' },
    });
    const log = await desk.test.call('runs:log', { id: run.id });
    expect(log.map((line) => line.text).join('\n')).toContain('Legacy delivers this order line.');
  });
});

/*
 * shadow: control delivered, then fault in the observer or in the comparator --> inconclusive, never more
 */
describe('an observer that fails', { timeout: 240_000 }, () => {
  type Case = readonly [string, InjectedFault, string, string];
  const failed = (what: string, fault: InjectedFault): Case => [what, fault, 'failed', 'evidence.observer_failed'];
  const cases: Case[] = [
    ...nodes
      .filter((at) => at !== 'notify')
      .map((at) => failed(`at ${at}`, { at, phase: 'during', kind: 'exception' })),
    failed('by a killed Blender', { at: 'blender_still', phase: 'during', kind: 'kill_blender' }),
    failed('by a corrupt picture', { at: 'blender_still', phase: 'after', kind: 'corrupt' }),
    [
      'in the comparator',
      { at: 'comparator', phase: 'during', kind: 'exception' },
      'done',
      'evidence.comparator_failed',
    ],
  ];

  it.each(cases)(
    '%s touches nothing: delivered once, no asset of it, no evidence',
    async (_what, fault, state, reason) => {
      const run = await runWith(fault, 'shadow');
      await expectLegacyDelivery(desk, run);
      expect(run.fallback).toBeNull();
      expect(run.observer).toMatchObject({ state, comparison: { verdict: 'inconclusive' } });
      expect(run.observer?.comparison?.reasons.map(({ code }) => code)).toContain(reason);
    },
  );

  // The comparator is reached when a candidate has been rendered.
  it.each([
    ['resolve_glb', 4],
    ['comparator', 10],
  ] as const)('by hanging at %s is given up at its own limit', async (at, observerSeconds) => {
    await hurried({ observerSeconds }, async (opened) => {
      const run = await runWith({ at, phase: 'during', kind: 'hang' }, 'shadow', opened);
      await expectLegacyDelivery(opened, run);
      expect(run.observer).toMatchObject({ state: 'timed_out', comparison: { verdict: 'inconclusive' } });
      expect(run.observer?.comparison?.reasons[0]?.code).toBe('evidence.observer_timeout');
    });
  });

  it('with a candidate that is cut short fails the comparison, and only that', async () => {
    const run = await runWith({ at: 'comparator', phase: 'before', kind: 'corrupt' }, 'shadow');
    await expectLegacyDelivery(desk, run);
    expect(run.observer).toMatchObject({ state: 'done', comparison: { verdict: 'fail' } });
  });

  it('leaves no Blender behind', async () => {
    const home = await hurried({}, async (opened) => {
      await runWith({ at: 'blender_still', phase: 'during', kind: 'kill_blender' }, 'shadow', opened);
      return opened.test.home;
    });
    expect(blendersOf(home)).toEqual([]);
  });
});
