import type { RunDetail, RunStep } from '../../shared/domain/run.ts';
import { formatTime } from '../ui/format.ts';

const ends: Partial<Record<RunDetail['state'], string>> = {
  delivered: 'Delivered',
  failed: 'Failed',
  cancelled: 'Cancelled',
  parked: 'Parked',
};

const at = (word: string, iso: string | null): string => (iso === null ? word : `${word} at ${formatTime(iso, true)}`);

/** What became of a lane of the run, and when: "Delivered at 21:42:51", "No asset, no notification". */
export function laneOutcome(
  key: 'control' | 'observer' | 'graph' | 'fallback',
  run: RunDetail,
  steps: readonly RunStep[],
  now: number,
): string {
  if (key === 'observer') return observerOutcome(run);
  if (key === 'graph' && run.fallback !== null) return graphFailure(steps);
  const word = ends[run.state];
  if (word) return at(word, run.endedAt);
  if (run.state === 'waiting' && run.held) return 'Paused';
  return run.state === 'waiting' && Date.parse(run.queuedAt) <= now ? 'Waiting' : '';
}

function observerOutcome(run: RunDetail): string {
  const { observer } = run;
  switch (observer?.state) {
    case undefined:
      return '';
    case 'waiting':
    case 'running':
    case 'done':
      return 'No asset, no notification';
    case 'failed':
      return at('Failed', observer.endedAt);
    case 'timed_out':
      return at('Ran out of time', observer.endedAt);
    case 'cancelled':
      return at('Cancelled', observer.endedAt);
  }
}

function graphFailure(steps: readonly RunStep[]): string {
  const failed = steps.find((step) => step.state === 'failed');
  if (failed) return at(`Failed at ${failed.label}`, failed.endedAt);
  return steps.length === 0 ? 'Failed before its first node' : 'Failed';
}
