import type { RunState, RunSummary } from '../../shared/domain/run.ts';

type RunGroupKey = 'attention' | 'running' | 'waiting' | 'finished';

export interface RunGroup {
  /** What the group is told apart by: a RunGroupKey, or a day. */
  readonly key: string;
  readonly label: string;
  /** How the rows are ordered, or what the group offers, in words. */
  readonly hint: string;
  readonly runs: readonly RunSummary[];
}

const groupOf: Record<RunState, RunGroupKey> = {
  failed: 'attention',
  parked: 'attention',
  running: 'running',
  waiting: 'waiting',
  delivered: 'finished',
  cancelled: 'finished',
};

const priorityRank: Record<RunSummary['priority'], number> = { high: 0, normal: 1, low: 2 };

const byQueuedAt = (a: RunSummary, b: RunSummary): number => a.queuedAt.localeCompare(b.queuedAt);
const byEndNewestFirst = (a: RunSummary, b: RunSummary): number =>
  (b.endedAt ?? b.queuedAt).localeCompare(a.endedAt ?? a.queuedAt);

/** In the order in which the queue takes them: priority first, then age; paused ones, which it does not take, last. */
const byTurn = (a: RunSummary, b: RunSummary): number =>
  Number(a.held) - Number(b.held) || priorityRank[a.priority] - priorityRank[b.priority] || byQueuedAt(a, b);

/** A failed run whose order line was tried again since no longer needs anyone. */
function isAnswered(run: RunSummary, all: readonly RunSummary[]): boolean {
  return all.some((other) => other.orderLineId === run.orderLineId && other.attempt > run.attempt);
}

/** The groups of the list in reading order; empty ones are left out. */
export function groupRuns(runs: readonly RunSummary[]): RunGroup[] {
  const of = (key: RunGroupKey): RunSummary[] =>
    runs.filter((run) => {
      const group = groupOf[run.state] === 'attention' && isAnswered(run, runs) ? 'finished' : groupOf[run.state];
      return group === key;
    });
  const groups: RunGroup[] = [
    { key: 'attention', label: 'Needs you', hint: 'Oldest first', runs: of('attention').toSorted(byQueuedAt) },
    { key: 'running', label: 'Running', hint: '', runs: of('running').toSorted(byQueuedAt) },
    { key: 'waiting', label: 'Waiting', hint: 'By priority, then age', runs: of('waiting').toSorted(byTurn) },
    { key: 'finished', label: 'Finished', hint: 'Newest first', runs: of('finished').toSorted(byEndNewestFirst) },
  ];
  return groups.filter((group) => group.runs.length > 0);
}

/** Id -> its turn in the queue, 1 = next; those that are paused have none. `runs`: all, also those that no list shows. */
export function turnsOf(runs: readonly RunSummary[]): Map<string, number> {
  const waiting = runs.filter(({ state, held }) => state === 'waiting' && !held).toSorted(byTurn);
  return new Map(waiting.map(({ id }, index) => [id, index + 1]));
}

/** Runs whose number, product, output type or order line contains every word of the query. */
export function searchRuns(runs: readonly RunSummary[], query: string): RunSummary[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return runs.filter((run) => {
    const text = `${run.number} ${run.productName} ${run.outputTypeName} ${run.orderLineNumber}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
