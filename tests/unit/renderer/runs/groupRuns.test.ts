import { describe, expect, it } from 'vitest';
import type { RunState, RunSummary } from '../../../../shared/domain/run.ts';
import { groupRuns, searchRuns } from '../../../../renderer/runs/groupRuns.ts';
import { stateSentence } from '../../../../renderer/runs/stateWords.ts';

let counter = 0;
function run(state: RunState, more: Partial<RunSummary> = {}): RunSummary {
  counter += 1;
  return {
    id: `run-${counter}`,
    number: `R-${String(counter).padStart(4, '0')}`,
    orderLineId: `line-${counter}`,
    orderLineNumber: `OL-${counter}-01`,
    productId: 'p',
    productName: 'Roller bearing NU 2210',
    outputTypeId: 'o',
    outputTypeName: 'Catalogue still',
    artifactKind: 'still_image',
    mode: 'legacy',
    state,
    priority: 'normal',
    attempt: 1,
    queuedAt: `2026-01-01T10:00:${String(counter).padStart(2, '0')}.000Z`,
    startedAt: null,
    endedAt: null,
    progress: null,
    error: null,
    previewUrl: null,
    ...more,
  };
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
});
