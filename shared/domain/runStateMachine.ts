import { AppError } from '../errors/appError.ts';
import type { RunState } from './run.ts';

const transitions: Record<RunState, readonly RunState[]> = {
  waiting: ['running', 'cancelled'],
  running: ['delivered', 'failed', 'cancelled', 'waiting', 'parked'],
  delivered: [],
  failed: [],
  cancelled: [],
  parked: ['waiting', 'cancelled'],
};

/** States that nothing follows. */
export function isFinal(state: RunState): boolean {
  return transitions[state].length === 0;
}

export function canTransition(from: RunState, to: RunState): boolean {
  return transitions[from].includes(to);
}

/** @throws AppError `run.invalid_transition` */
export function assertTransition(from: RunState, to: RunState): void {
  if (canTransition(from, to)) return;
  throw new AppError('run.invalid_transition', `A run cannot go from ${from} to ${to}.`, { details: { from, to } });
}
