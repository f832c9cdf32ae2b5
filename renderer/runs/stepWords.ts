import type { RunStep, StepState } from '../../shared/domain/run.ts';
import type { Status } from '../ui/status.ts';

export const stepGlyph: Record<StepState, Status> = {
  waiting: 'waiting',
  running: 'running',
  done: 'pass',
  reused: 'reused',
  failed: 'fail',
  skipped: 'skipped',
  cancelled: 'skipped',
};

export const stepWord: Record<StepState, string> = {
  waiting: 'Waiting',
  running: 'Running',
  done: 'Done',
  reused: 'Reused',
  failed: 'Failed',
  skipped: 'Skipped',
  cancelled: 'Cancelled',
};

/** Why it runs, ran, was reused or was skipped, without a full stop: `Ran: samples now 128, were 64`. */
export function whyWords({ why, state }: Pick<RunStep, 'why' | 'state'>): string {
  const isAhead = state === 'waiting' || state === 'running';
  return (isAhead ? why : why.replace(/^Runs: /, 'Ran: ')).replace(/\.$/, '');
}

/** The same as a cell says it: of a failed step what is wrong. */
export function stepReason(step: RunStep): string {
  return step.error?.message ?? whyWords(step);
}

/** Seconds from its start to its end, or to `now` (ms since epoch) while it runs; null = it has not started. */
export function stepSeconds(step: Pick<RunStep, 'startedAt' | 'endedAt'>, now: number): number | null {
  if (step.startedAt === null) return null;
  const end = step.endedAt === null ? now : Date.parse(step.endedAt);
  return Math.max(0, (end - Date.parse(step.startedAt)) / 1000);
}
