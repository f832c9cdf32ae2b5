import { describe, expect, it } from 'vitest';
import { lanesOf, stepId } from '../../../../renderer/runs/lanes.ts';
import { fallbackSentence } from '../../../../renderer/runs/fallbackSentence.ts';
import { at, detail, node, observer, step } from './builders.ts';

const workflow = { id: 'w', name: 'Still', revision: 13 };
const timeout = {
  ...{ code: 'graph.node_timeout', kind: 'operational' as const },
  message: 'Timed out after 900 s.',
};
const now = Date.parse(at(200));
const titles = (run: Parameters<typeof lanesOf>[0]): string[] => lanesOf(run, now).map((lane) => lane.title);

describe('lanesOf', () => {
  it('has one lane for the fixed pipeline', () => {
    expect(titles(detail({ steps: [step('render_still')] }))).toEqual(['Control, legacy pipeline']);
  });

  it('puts the control of a shadow run first and its observer second, each with its own steps', () => {
    const run = detail({
      ...{ mode: 'shadow', workflow, observer: observer() },
      steps: [node('beauty'), step('render_still'), node('render_still')],
    });
    const lanes = lanesOf(run, now);
    expect(lanes.map(({ key, mode, steps }) => [key, mode, ...steps.map(stepId)])).toEqual([
      ['control', 'legacy', 'legacy:render_still'],
      ['observer', 'shadow', 'graph:beauty', 'graph:render_still'],
    ]);
    expect(lanes[1]?.title).toBe('Observer, graph Still r13');
    expect(lanes[1]?.outcome).toBe('No asset, no notification');
  });

  it('puts what stood in after what failed', () => {
    const run = detail({
      ...{ mode: 'graph', workflow, fallback: timeout, startedAt: at(0), endedAt: at(30) },
      steps: [
        node('beauty', { label: 'Beauty', state: 'failed', startedAt: at(1), endedAt: at(9) }),
        step('render_still', { startedAt: at(10), endedAt: at(30) }),
      ],
    });
    const [graph, fallback] = lanesOf(run, now);
    expect([graph?.title, fallback?.title]).toEqual(['Graph Still r13', 'Fallback: legacy']);
    expect(graph?.outcome).toMatch(/^Failed at Beauty at \d\d:00:09$/);
    expect([graph?.startedAt, graph?.endedAt]).toEqual([at(1), at(9)]);
    expect([fallback?.startedAt, fallback?.endedAt]).toEqual([at(10), at(30)]);
    expect(fallback?.outcome).toMatch(/^Delivered at \d\d:00:30$/);
  });

  it('keeps the lane of a graph that failed before its first node', () => {
    const run = detail({ mode: 'graph', workflow, fallback: timeout, steps: [step('render_still')] });
    expect(lanesOf(run, now)[0]).toMatchObject({ steps: [], outcome: 'Failed before its first node' });
  });

  it('has one lane while a graph goes well', () => {
    expect(titles(detail({ mode: 'graph', state: 'running', workflow, steps: [node('beauty')] }))).toEqual([
      'Graph Still r13',
    ]);
  });

  it('gives time in the queue its own row: done, going on, or paused', () => {
    const wait = (more: Parameters<typeof detail>[0]) => lanesOf(detail(more), now)[0]?.wait;
    expect(wait({ startedAt: at(13) })).toMatchObject({ label: 'Waited in the queue', from: at(0), to: at(13) });
    expect(wait({ startedAt: at(0.5) })).toBeNull();
    expect(wait({ state: 'waiting' })).toMatchObject({ label: 'In the queue', why: 'Waits for its turn', to: null });
    expect(wait({ state: 'waiting', held: true })).toMatchObject({ why: 'Paused until it is resumed' });
  });

  it('shows how long the observer waits after the control', () => {
    const shadow = { mode: 'shadow' as const, workflow, startedAt: at(0), endedAt: at(45) };
    const waiting = observer({ state: 'waiting', startedAt: null, endedAt: null });
    const wait = (more: Parameters<typeof detail>[0]) => lanesOf(detail({ ...shadow, ...more }), now)[1]?.wait;
    expect(wait({ observer: waiting })).toMatchObject({ from: at(45), to: null });
    expect(wait({ observer: observer({ startedAt: at(60) }) })).toMatchObject({ from: at(45), to: at(60) });
    expect(wait({ state: 'running', endedAt: null, observer: waiting })).toBeNull();
  });
});

describe('fallbackSentence', () => {
  const failed = node('beauty', { label: 'Beauty', state: 'failed' });

  it('says who delivered, where the graph failed and why', () => {
    expect(fallbackSentence({ state: 'delivered', fallback: timeout, steps: [failed] })).toBe(
      'Delivered by legacy. Graph failed at Beauty: timed out after 900 s.',
    );
  });

  it('takes the node that the error names before the first that failed', () => {
    const inset = node('inset', { label: 'Detail inset', state: 'failed' });
    const fallback = { ...timeout, details: { nodeId: 'inset' } };
    expect(fallbackSentence({ state: 'running', fallback, steps: [failed, inset] })).toBe(
      'Legacy is rendering it. Graph failed at Detail inset: timed out after 900 s.',
    );
  });

  it('names no node where none failed, and keeps the capital of a name', () => {
    const fallback = { ...timeout, message: 'Blender was not found.' };
    expect(fallbackSentence({ state: 'failed', fallback, steps: [] })).toBe(
      'Legacy failed as well. Graph failed: Blender was not found.',
    );
  });

  it('says nothing of a run that did not fall back', () => {
    expect(fallbackSentence({ state: 'delivered', fallback: null, steps: [failed] })).toBeNull();
  });
});
