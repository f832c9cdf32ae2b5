import type { RunState, RunSummary } from '../../shared/domain/run.ts';
import { formatDuration, formatEta } from '../ui/format.ts';
import type { Status } from '../ui/status.ts';

/** The glyph of a run's state. */
const stateGlyph: Record<RunState, Status> = {
  waiting: 'waiting',
  running: 'running',
  delivered: 'pass',
  failed: 'fail',
  cancelled: 'skipped',
  parked: 'parked',
};

/** The glyph of a run: of its state, or of what stands out of it: paused, or delivered as a fallback. */
export function runGlyph(run: RunSummary): Status {
  if (run.state === 'waiting' && run.held) return 'parked';
  if (run.state === 'delivered' && run.fallback !== null) return 'fallback';
  return stateGlyph[run.state];
}

/** How long it took, or how long it still takes; empty while it waits. */
export function runTime(run: RunSummary): string {
  if (run.state === 'running') {
    const left = run.progress?.etaSeconds ?? null;
    return left === null ? 'no estimate yet' : `${formatEta(left)} left`;
  }
  if (run.startedAt === null || run.endedAt === null) return '';
  return formatDuration((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000);
}

export const priorityWord: Record<RunSummary['priority'], string> = { low: 'Low', normal: 'Normal', high: 'High' };

/** The whole row in one phrase, for screen readers. */
export function runPhrase(run: RunSummary, sentence: string): string {
  return `${run.number}, ${run.productName}, ${run.outputTypeName}, ${sentence}`;
}
