import { describe, expect, it } from 'vitest';
import type { RunState, RunSummary } from '../../../../shared/domain/run.ts';
import { groupRuns, searchRuns, turnsOf } from '../../../../renderer/runs/groupRuns.ts';
import { runGlyph } from '../../../../renderer/runs/runRow.ts';
import { consequence, stateSentence } from '../../../../renderer/runs/stateWords.ts';
import { at, run as someRun } from './builders.ts';

let counter = 0;
function run(state: RunState, more: Partial<RunSummary> = {}): RunSummary {
  counter += 1;
  return someRun({
    id: `run-${counter}`,
    number: `R-${String(counter).padStart(4, '0')}`,
    orderLineId: `line-${counter}`,
    orderLineNumber: `OL-${counter}-01`,
    state,
    queuedAt: at(counter),
    ...more,
  });
}

describe('groupRuns', () => {
  it('reads: needs you, running, waiting, finished; empty groups are left out', () => {
    const groups = groupRuns([run('delivered'), run('waiting'), run('failed'), run('running')]);
    expect(groups.map((group) => group.key)).toEqual(['attention', 'running', 'waiting', 'finished']);
    expect(groupRuns([run('delivered')]).map((group) => group.key)).toEqual(['finished']);
  });

  it('orders the waiting as the queue takes them: priority, then age', () => {
    const old = run('waiting');
    const low = run('waiting', { priority: 'low' });
    const urgent = run('waiting', { priority: 'high' });
    expect(groupRuns([low, urgent, old])[0]?.runs).toEqual([urgent, old, low]);
  });

  it('counts the turn of a run among all that wait, whatever a list shows of them', () => {
    const [first, second] = [run('waiting'), run('waiting')];
    const urgent = run('waiting', { priority: 'high' });
    const turns = turnsOf([second, first, urgent, run('running'), run('waiting', { held: true })]);
    expect([urgent, first, second].map(({ id }) => turns.get(id))).toEqual([1, 2, 3]);
    expect(turns.size).toBe(3);
  });

  it('puts paused runs behind all that the queue takes', () => {
    const paused = run('waiting', { priority: 'high', held: true });
    const low = run('waiting', { priority: 'low' });
    expect(groupRuns([paused, low])[0]?.runs).toEqual([low, paused]);
  });

  it('no longer needs you for a failure that was tried again', () => {
    const failed = run('failed', { orderLineId: 'same' });
    const again = run('running', { orderLineId: 'same', attempt: 2 });
    expect(groupRuns([failed, again]).map((group) => [group.key, group.runs.length])).toEqual([
      ['running', 1],
      ['finished', 1],
    ]);
  });

  it('searches number, product, output type and order line, every word', () => {
    const hit = run('waiting', { productName: 'Thrust bearing 51108' });
    expect(searchRuns([run('waiting'), hit], 'thrust still')).toEqual([hit]);
    expect(searchRuns([hit], 'thrust video')).toEqual([]);
  });
});

describe('stateSentence', () => {
  it('says how many runs come first', () => {
    expect(stateSentence(run('waiting'), 1)).toBe('Next');
    expect(stateSentence(run('waiting'), 2)).toBe('Waits for 1 run');
    expect(stateSentence(run('waiting'), 4)).toBe('Waits for 3 runs');
  });

  it('says that a paused run is paused, not whose turn it is', () => {
    const paused = run('waiting', { held: true });
    expect(stateSentence(paused, 1)).toBe('Paused');
    expect(runGlyph(paused)).toBe('parked');
    expect(consequence(paused)).toContain('until the run is resumed');
  });

  it('names what delivered: the control of a shadow run is legacy, and so is a fallback', () => {
    const fallback = { code: 'graph.node_failed', kind: 'operational' as const, message: 'No memory.' };
    expect(stateSentence(run('delivered', { mode: 'shadow' }), null)).toBe('Delivered by legacy');
    expect(stateSentence(run('delivered', { mode: 'graph' }), null)).toBe('Delivered by graph');
    const fellBack = run('delivered', { mode: 'graph', fallback });
    expect(stateSentence(fellBack, null)).toBe('Delivered by legacy, graph failed');
    expect(runGlyph(fellBack)).toBe('fallback');
  });
});
