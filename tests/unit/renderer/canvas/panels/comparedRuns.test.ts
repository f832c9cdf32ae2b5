import { describe, expect, it } from 'vitest';
import { comparedCore } from '../../../../../renderer/canvas/panels/comparedCore.ts';
import { comparedSettings } from '../../../../../renderer/canvas/panels/comparedSettings.ts';
import { planSummary, plannedTime } from '../../../../../renderer/canvas/panels/planWords.ts';
import { runWords } from '../../../../../renderer/canvas/panels/runWords.ts';
import { stepDurations } from '../../../../../renderer/canvas/panels/stepDurations.ts';
import type { PlannedNode } from '../../../../../shared/domain/workflowProblem.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow, withNode } from '../../../../support/graphs.ts';
import { at, coreFields, detail, node, step } from '../../runs/builders.ts';

const now = Date.parse(at(1000));

describe('the times of two runs', () => {
  const a = detail({
    steps: [node('beauty', { endedAt: at(38.4) }), node('glb', { state: 'reused' }), step('publish')],
  });
  const b = detail({
    steps: [
      node('beauty', { endedAt: at(30.2) }),
      node('glb', { endedAt: at(6) }),
      node('inset', { state: 'failed', endedAt: at(2) }),
    ],
  });
  const rows = stepDurations(a, b, now);
  const row = (key: string) => rows.find((one) => one.key === key);

  it('stand in the order of the first, then what only the second has', () => {
    expect(rows.map(({ key }) => key)).toEqual(['graph:beauty', 'graph:glb', 'legacy:publish', 'graph:inset']);
  });

  it('say by how much', () => {
    expect(row('graph:beauty')).toMatchObject({ a: '38.4\u00a0s', b: '30.2\u00a0s', difference: '\u22128.2\u00a0s' });
    expect(row('graph:glb')).toMatchObject({ a: 'Reused', b: '6.0\u00a0s', difference: '+6.0\u00a0s' });
  });

  it('say nothing of what only one has', () => {
    expect(row('legacy:publish')).toMatchObject({ b: null, difference: null });
    expect(row('graph:inset')).toMatchObject({ a: null, b: 'Failed, 2.0\u00a0s' });
  });

  it('call equal times equal', () => {
    expect(stepDurations(a, a, now)[0]?.difference).toBe('=');
  });
});

describe('the core fields of two runs', () => {
  it('say whether what parity is judged on agrees, and leave out the rest', () => {
    const rows = comparedCore(coreFields(), coreFields({ seed: 8, endedAt: at(50) }));
    const of = (label: string) => rows.find((row) => row.label === label);
    expect(of('Samples, seed')).toMatchObject({ a: '128, 7', b: '128, 8', difference: 'differs', differs: true });
    expect(of('Engine')).toMatchObject({ difference: '=', differs: false });
    expect(of('End')).toMatchObject({ difference: null, differs: false });
  });
});

describe('the settings of two runs', () => {
  const before = aWorkflow([{ id: 'a', type: 'blender_still', label: 'Beauty', settings: { samples: 64 } }]);
  const words = { catalogue: graphCatalogue(), library: { materials: [], templates: [], template: null } };

  it('are those that differ, and the nodes that only one has; places make no difference', () => {
    const changed = withNode(before, 'a', { settings: { samples: 128 }, position: { x: 80, y: 0 } });
    const after = { ...changed, nodes: [...changed.nodes, ...aWorkflow(['notify']).nodes] };
    expect(comparedSettings(before, after, words)).toMatchObject([
      { label: 'notify', a: null, b: 'there' },
      { label: 'Beauty, Samples', a: '64', b: '128' },
    ]);
    expect(comparedSettings(before, before, words)).toEqual([]);
  });
});

describe('runs and plans in words', () => {
  it('a run says its revision when it had one', () => {
    expect(runWords({ number: 'R-0012', workflow: { id: 'w', name: 'Still', revision: 13 } })).toBe('R-0012, r13');
    expect(runWords({ number: 'R-0012', workflow: null })).toBe('R-0012');
  });

  it('a plan counts what will run, what is reused and what depends', () => {
    const planned = (decision: PlannedNode['decision'], expectedSeconds: number | null): PlannedNode => ({
      ...{ nodeId: decision, type: 'blender_still', label: 'Beauty', level: 0, decision, why: '', produces: [] },
      expectedSeconds,
    });
    const plan = [planned('run', 38), planned('reuse', 5), planned('unknown', null)];
    expect(plan.map(plannedTime)).toEqual(['38\u00a0s', '0\u00a0s', 'no estimate yet']);
    expect(planSummary({ plan, expectedSeconds: 38 })).toBe(
      '1 node will run, 1 reused, 1 depends on what runs before. About 38\u00a0s.',
    );
  });
});
