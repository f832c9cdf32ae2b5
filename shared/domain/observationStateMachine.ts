import { AppError } from '../errors/appError.ts';
import type { ObservationState } from './comparison.ts';

/** An observer that was pre-empted, or whose application ended, waits again. What has ended may be asked for anew. */
const transitions: Record<ObservationState, readonly ObservationState[]> = {
  waiting: ['running', 'cancelled'],
  running: ['done', 'failed', 'timed_out', 'cancelled', 'waiting'],
  done: ['waiting'],
  failed: ['waiting'],
  timed_out: ['waiting'],
  cancelled: ['waiting'],
};

export function canObservationTransition(from: ObservationState, to: ObservationState): boolean {
  return transitions[from].includes(to);
}

/** @throws AppError `run.invalid_transition` */
export function assertObservationTransition(from: ObservationState, to: ObservationState): void {
  if (canObservationTransition(from, to)) return;
  throw new AppError('run.invalid_transition', `An observation cannot go from ${from} to ${to}.`, {
    details: { from, to },
  });
}
