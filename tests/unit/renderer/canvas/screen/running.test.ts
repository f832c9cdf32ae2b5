import { describe, expect, it } from 'vitest';
import { checkedPart } from '../../../../../renderer/canvas/screen/run/checkedPart.ts';
import {
  countErrors,
  dispatchReason,
  dispatchWords,
} from '../../../../../renderer/canvas/screen/run/dispatchReason.ts';
import { nodeStateOf } from '../../../../../renderer/canvas/screen/run/nodeStateOf.ts';
import { shownSince } from '../../../../../renderer/canvas/screen/run/shownSince.ts';
import { previewEndWords } from '../../../../../renderer/canvas/screen/run/previewEndWords.ts';
import { keepSteps, previewedStep } from '../../../../../renderer/canvas/screen/run/previewedSteps.ts';
import { previewReason } from '../../../../../renderer/canvas/screen/run/previewReason.ts';
import type { Preview } from '../../../../../shared/domain/preview.ts';
import type { RunDetail, RunStep, StepOutput } from '../../../../../shared/domain/run.ts';
import { presetConfig } from '../../../../../shared/graph/presetConfig.ts';
import { workflowProblem } from '../../../../../shared/graph/workflowProblem.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { withNode } from '../../../../support/graphs.ts';

const still = presetConfig('still');
const idOf = (type: string): string => still.nodes.find((node) => node.type === type)!.id;

describe('why a workflow cannot be dispatched', () => {
  const ready = {
    ...{ problems: [], product: { id: 'p' }, outputType: { id: 'o' }, family: 'order_line', blender: { usable: true } },
  };
  const problem = (severity: 'error' | 'warning') => ({ severity });

  it('it can when nothing stands against it; warnings do not', () => {
    expect(dispatchReason(ready)).toBeNull();
    expect(dispatchReason({ ...ready, problems: [problem('warning')] })).toBeNull();
    expect(dispatchReason({ ...ready, blender: null })).toBeNull();
  });

  it('says how many problems are to be fixed, before anything else', () => {
    const problems = [problem('error'), problem('warning'), problem('error')];
    expect(countErrors(problems)).toBe(2);
    expect(dispatchReason({ ...ready, problems: problems.slice(0, 2) })).toBe('Fix 1 problem first');
    expect(dispatchReason({ ...ready, problems, product: null })).toBe('Fix 2 problems first');
  });

  it('says what is missing with what to do', () => {
    expect(dispatchReason({ ...ready, product: null })).toBe('Import a STEP file first');
    expect(dispatchReason({ ...ready, outputType: null })).toContain('output type of family order_line');
    expect(dispatchReason({ ...ready, blender: { usable: false } })).toContain('Choose one in Settings');
  });

  it('the button says that it saves first when there is something to save', () => {
    expect(dispatchWords({ edited: true, revision: 14, mode: 'shadow' })).toBe('Saves r15 and dispatches it in shadow');
    expect(dispatchWords({ edited: false, revision: 0, mode: 'graph' })).toBe('Saves r1 and dispatches it in graph');
    expect(dispatchWords({ edited: false, revision: 14, mode: 'graph' })).toBe('Dispatches r14 in graph');
  });
});

describe('why a node cannot be previewed', () => {
  const situation = {
    ...{ config: still, catalogue: graphCatalogue(), problems: [], hasProduct: true, blender: { usable: true } },
  };
  const errorAt = (nodeId: string) => workflowProblem('settings.invalid', 'Wrong.', 'Correct it.', { nodeId });

  it('problems up to the node count, those behind it do not', () => {
    const render = idOf('blender_still');
    expect(previewReason(render, situation)).toBeNull();
    expect(previewReason(render, { ...situation, problems: [errorAt(idOf('output_save'))] })).toBeNull();
    expect(previewReason(render, { ...situation, problems: [errorAt(idOf('order_line_setup'))] })).toBe(
      'Fix 1 problem up to here first',
    );
  });

  it('without a product there is nothing to look at', () => {
    expect(previewReason(idOf('order_line_setup'), { ...situation, hasProduct: false })).toBe(
      'Import a STEP file first',
    );
  });

  it('a node that is not there any more cannot', () => {
    expect(previewReason('gone', situation)).toBe('Choose a node of this workflow');
  });
});

describe('the end of a preview', () => {
  it('is said in words, with what went wrong', () => {
    const error = { code: 'x', message: 'Timed out after 900 s.', remedy: '', kind: 'user', details: {} } as never;
    expect(previewEndWords({ state: 'running', error: null }, 'Beauty')).toBeNull();
    expect(previewEndWords({ state: 'done', error: null }, 'Beauty')).toBe('The preview of Beauty is there.');
    expect(previewEndWords({ state: 'failed', error }, 'Beauty')).toBe(
      'The preview of Beauty failed: Timed out after 900 s.',
    );
  });
});

describe('what a check has looked at', () => {
  it('does not change when a node is moved or named, but when a setting is', () => {
    const id = idOf('blender_still');
    const before = checkedPart(still);
    expect(checkedPart(withNode(still, id, { position: { x: 1, y: 2 }, label: 'Beauty' }))).toBe(before);
    expect(checkedPart(withNode(still, id, { settings: { samples: 3 } }))).not.toBe(before);
    expect(checkedPart({ ...still, edges: still.edges.slice(1) })).not.toBe(before);
    expect(checkedPart({ ...still, executionMode: 'shadow' })).not.toBe(before);
  });
});

describe('what is known of a node', () => {
  const step = (key: string, state: RunStep['state']): RunStep => ({
    ...{ executor: 'graph', key, label: key, nodeType: 'blender_still', state, why: state, startedAt: null },
    ...{ endedAt: null, error: null, cpuSeconds: null, peakMemoryBytes: null, outputs: [] },
  });
  const since = '2026-01-01T10:00:00.000Z';
  const run = { id: 'r', queuedAt: since, steps: [step('a', 'done'), step('b', 'done')] } as RunDetail;
  const preview = (startedAt: string, state: RunStep['state'] = 'running'): Preview => ({
    ...{ id: 'v', nodeId: 'b', quality: 'quick', state: 'running', startedAt, endedAt: null, error: null },
    ...{ steps: [step('b', state)], tables: [] },
  });
  const later = preview('2026-01-01T10:00:01.000Z');

  const none = { run: null, preview: null };
  const known = (id: string, type = 'blender_still') => ({ id, type });
  const seen = (id: string, of: Preview | null) => previewedStep(id, of, {});
  const stateIn = (id: string, ofRun: RunDetail | null, ofPreview: Preview | null) =>
    nodeStateOf(known(id), {
      run: ofRun,
      since: ofRun?.queuedAt ?? null,
      preview: seen(id, ofPreview),
      progress: none,
    });

  it('is what began later, node by node', () => {
    expect(stateIn('b', run, later)).toMatchObject({ from: 'preview', state: 'running' });
    expect(stateIn('a', run, later)).toMatchObject({ from: 'run', state: 'done' });
    expect(stateIn('b', run, preview('2026-01-01T09:00:00.000Z'))).toMatchObject({ from: 'run' });
    expect(stateIn('c', run, later)).toBeNull();
  });

  it('is that of a run which was chosen after the preview', () => {
    const chosen = { run, since: '2026-01-01T10:00:02.000Z', preview: seen('b', later), progress: none };
    expect(nodeStateOf(known('b'), chosen)).toMatchObject({ from: 'run', state: 'done' });
    expect(shownSince(run, null)).toBe(run.queuedAt);
    expect(shownSince(run, { workflowId: 'w', runId: run.id, at: chosen.since })).toBe(chosen.since);
    expect(shownSince(run, { workflowId: 'w', runId: run.id, at: '2026-01-01T09:59:00.000Z' })).toBe(run.queuedAt);
    expect(shownSince(run, { workflowId: 'w', runId: 'another', at: chosen.since })).toBe(run.queuedAt);
  });

  it('is nothing of what another node was that had the same id', () => {
    const progress = none;
    expect(nodeStateOf(known('a', 'output_save'), { run, since, preview: null, progress })).toBeNull();
    expect(
      nodeStateOf(known('b', 'output_save'), { run: null, since: null, preview: seen('b', later), progress }),
    ).toBeNull();
  });

  it('has progress while it runs, of the preview or of the run', () => {
    const half = { fraction: 0.5, etaSeconds: 4 };
    const running = { ...run, steps: [step('b', 'running')] };
    const ofPreview = { preview: half, run: null };
    expect(
      nodeStateOf(known('b'), { run: null, since: null, preview: seen('b', later), progress: ofPreview }),
    ).toMatchObject(half);
    expect(
      nodeStateOf(known('b'), {
        ...{ run: null, since: null, preview: seen('b', preview(later.startedAt, 'done')), progress: ofPreview },
      })?.fraction,
    ).toBeNull();
    const ofRun = { preview: null, run: { fraction: 0.25, etaSeconds: null } };
    expect(nodeStateOf(known('b'), { run: running, since, preview: null, progress: ofRun })?.fraction).toBe(0.25);
    expect(nodeStateOf(known('b'), { run, since, preview: null, progress: ofRun })?.fraction).toBeNull();
  });

  it('is what it gave last, where the latest preview says nothing of it or was cancelled at it', () => {
    const output = { port: 'image', type: 'image', hash: 'h', files: [] } as unknown as StepOutput;
    const gave = {
      ...preview('2026-01-01T10:00:01.000Z', 'done'),
      steps: [{ ...step('b', 'done'), outputs: [output] }],
    };
    const kept = keepSteps({}, gave);
    const elsewhere = { ...later, steps: [step('a', 'done')] };
    expect(previewedStep('b', elsewhere, keepSteps(kept, elsewhere))?.step).toBe(gave.steps[0]);
    expect(previewedStep('b', preview('2026-01-01T11:00:00.000Z', 'cancelled'), kept)?.step).toBe(gave.steps[0]);
    const running = previewedStep('b', preview('2026-01-01T11:00:00.000Z', 'running'), kept);
    expect(running).toMatchObject({
      startedAt: '2026-01-01T11:00:00.000Z',
      step: { state: 'running', outputs: [output] },
    });
    expect(previewedStep('b', preview('2026-01-01T11:00:00.000Z', 'failed'), kept)?.step.outputs).toEqual([]);
    expect(previewedStep('c', elsewhere, kept)).toBeNull();
  });

  it('is nothing of before while a run of legacy is shown', () => {
    const legacy = { ...run, mode: 'legacy', steps: [] } as RunDetail;
    expect(stateIn('b', legacy, preview('2026-01-01T09:00:00.000Z', 'done'))).toBeNull();
    expect(stateIn('b', legacy, later)).toMatchObject({ from: 'preview' });
  });

  it('leaves out steps of legacy that are called the same', () => {
    const legacy = { ...run, steps: [{ ...step('a', 'failed'), executor: 'legacy' as const }] };
    expect(stateIn('a', legacy, null)).toBeNull();
  });
});
