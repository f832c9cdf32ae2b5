import { describe, expect, it } from 'vitest';
import type { NodeState } from '../../../../../renderer/canvas/canvas.ts';
import { contractSummary } from '../../../../../renderer/canvas/inspector/contractSummary.ts';
import { nodeReason } from '../../../../../renderer/canvas/inspector/nodeReason.ts';
import { resetNodes } from '../../../../../renderer/canvas/inspector/resetNodes.ts';
import { wireEnds } from '../../../../../renderer/canvas/inspector/wireEnds.ts';
import { workflowCounts } from '../../../../../renderer/canvas/inspector/workflowCounts.ts';
import type { WorkflowConfig } from '../../../../../shared/domain/workflow.ts';
import type { PlannedNode } from '../../../../../shared/domain/workflowProblem.ts';
import { aWorkflow } from '../../../../support/graphs.ts';
import { detail } from '../../runs/builders.ts';
import { catalogue } from '../settings/builders.ts';

const saved = aWorkflow(
  ['blender_still', { id: 'save', type: 'output_save', label: 'Save still' }, 'notify'],
  ['blender_still.image > save.artifact', 'save.asset > notify.asset'],
);
const contract = (config: WorkflowConfig, id: string) =>
  contractSummary(config, catalogue, id, catalogue.get(config.nodes.find((node) => node.id === id)!.type)!);

describe('the contract of a node', () => {
  it('says which node publishes instead', () => {
    expect(contract(saved, 'blender_still')).toMatchObject({
      publishes: 'No.',
      publishers: [{ id: 'save', label: 'Save still' }],
      uses: 'Blender, one slot',
    });
    expect(contract(saved, 'save')).toMatchObject({ publishes: 'Yes, one media asset.', publishers: [] });
  });

  it('says that a node publishes its own output when nothing after it does', () => {
    const alone = aWorkflow(['blender_still']);
    expect(contract(alone, 'blender_still').publishes).toBe('Yes, one still image: no node that saves follows.');
  });

  it('says that nothing is published where nothing is', () => {
    expect(contract(aWorkflow(['resolve_glb']), 'resolve_glb')).toMatchObject({
      ...{ publishes: 'No, and no node after it does.', effect: null, uses: 'No Blender' },
    });
  });

  it('lists ports with what they take and whether they are needed, and the effects', () => {
    const { consumes, produces } = contract(saved, 'save');
    expect(consumes.map(({ name, remark }) => [name, remark])).toEqual([
      ['artifact', ''],
      ['attachments', 'optional, several'],
      ['order_line', 'optional'],
    ]);
    expect(produces.map(({ types }) => types)).toEqual([['asset']]);
    expect(contract(saved, 'notify').effect).toContain('Notifies');
  });
});

describe('the reason that stands under the name of a node', () => {
  const state = (more: Partial<NodeState>): NodeState => ({
    ...{ from: 'run', state: 'done', why: '', startedAt: null, endedAt: null },
    ...{ fraction: null, etaSeconds: null, error: null, outputs: [] },
    ...more,
  });
  const plan = (decision: PlannedNode['decision'], why: string): PlannedNode => ({
    ...{ nodeId: 'a', type: 'x', label: 'A', level: 0, produces: [], expectedSeconds: null, decision, why },
  });

  it('says what the dry run foresees', () => {
    const runs = plan('run', 'Runs: samples now 128, were 64');
    expect(nodeReason(null, null, runs, false)).toEqual({ status: 'info', text: 'Will run: samples now 128, were 64' });
    const reuse = plan('reuse', 'Reused: same CAD file and settings');
    expect(nodeReason(null, null, reuse, false)).toEqual({
      ...{ status: 'reused', text: 'Will be reused: same CAD file and settings' },
    });
  });

  it('does not trust a dry run of an older document', () => {
    const reused = state({ state: 'reused', why: 'Reused: same inputs' });
    expect(nodeReason(reused, null, plan('run', 'Runs: x'), true).text).toBe('Reused: same inputs');
    expect(nodeReason(null, null, plan('run', 'Runs: x'), true).text).toBe('Has not run yet');
  });

  it('says of a run of the fixed pipeline that no node ran, and who delivered', () => {
    const run = detail({ mode: 'legacy', state: 'delivered', number: 'R-0007' });
    expect(nodeReason(null, run, null, false).text).toBe(
      'Not run: the fixed pipeline delivered R-0007, as it was in mode legacy',
    );
    const waiting = detail({ mode: 'legacy', state: 'waiting', number: 'R-0007' });
    expect(nodeReason(null, waiting, null, false).text).toMatch(/^Not run: R-0007 is in mode legacy/);
    const fallback = { code: 'node.failed', kind: 'operational', message: 'No.', remedy: '', details: {} } as const;
    const failed = detail({ mode: 'graph', state: 'delivered', number: 'R-0007', fallback });
    expect(nodeReason(null, failed, null, false).text).toBe(
      'Not run: the graph of R-0007 failed, and the fixed pipeline delivered instead',
    );
    expect(nodeReason(null, detail({ mode: 'graph' }), null, false).text).toBe('Has not run yet');
  });

  it('says how far it is while it runs, whatever was planned', () => {
    const running = state({ from: 'preview', state: 'running', fraction: 0.627, etaSeconds: 4 });
    expect(nodeReason(running, null, plan('run', ''), false)).toEqual({
      ...{ status: 'running', text: 'Preview 62\u00a0%, 4\u00a0s left' },
    });
    expect(nodeReason(state({ state: 'running' }), null, null, false).text).toBe('Runs, no estimate yet');
  });

  it('says what went wrong', () => {
    const error = { code: 'blender.timed_out', kind: 'operational' as const, message: 'Timed out after 900 s.' };
    expect(nodeReason(state({ state: 'failed', error }), null, null, false)).toEqual({
      ...{ status: 'fail', text: 'Failed: Timed out after 900 s' },
    });
  });
});

describe('facts of what is selected', () => {
  it('calls both ends of a wire by their names, even when one is not there', () => {
    const ends = wireEnds(saved, catalogue, saved.edges[0]!);
    expect(ends).toMatchObject({ type: 'image', source: { node: 'Render still' }, target: { node: 'Save still' } });
    const loose = { ...saved.edges[0]!, source: { node: 'gone', port: 'image' } };
    expect(wireEnds(saved, catalogue, loose)).toMatchObject({ type: null, source: { node: null, port: 'image' } });
  });

  it('counts what a workflow holds, and nodes that nobody knows', () => {
    const config = { ...saved, nodes: [...saved.nodes, { ...saved.nodes[0]!, id: 'x', type: 'from_elsewhere' }] };
    expect(workflowCounts(config, catalogue)).toEqual([
      { label: 'Render nodes', count: 1 },
      { label: 'Output nodes', count: 2 },
      { label: 'Nodes of unknown types', count: 1 },
      { label: 'In Blender', count: 1 },
      { label: 'Wires', count: 2 },
      { label: 'Frames', count: 0 },
      { label: 'Notes', count: 0 },
    ]);
  });

  it('resets the settings of several nodes in one step, and offers nothing where none are set', () => {
    expect(resetNodes(saved.nodes)).toBeNull();
    const draft = structuredClone(aWorkflow([{ id: 'a', type: 'blender_still', settings: { samples: 8 } }, 'notify']));
    const edit = resetNodes(draft.nodes);
    edit?.change(draft);
    expect(edit?.label).toBe('Reset the settings of 1 node');
    expect(draft.nodes.map(({ settings }) => settings)).toEqual([{}, {}]);
  });
});
