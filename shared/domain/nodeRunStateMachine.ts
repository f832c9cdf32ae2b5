import { AppError } from '../errors/appError.ts';
import type { StepState } from './run.ts';

/**
 * waiting -> running -> done | failed | cancelled
 * waiting -> reused | skipped | cancelled
 * waiting -> failed: what decides about it (the kept results) could not be read
 * running -> reused: its outputs were there already, but they are delivered again
 * running -> skipped: its outputs are made, and are not delivered because the run failed elsewhere
 */
const transitions: Record<StepState, readonly StepState[]> = {
  waiting: ['running', 'reused', 'skipped', 'cancelled', 'failed'],
  running: ['done', 'reused', 'failed', 'cancelled', 'skipped'],
  done: [],
  reused: [],
  failed: [],
  skipped: [],
  cancelled: [],
};

export function canNodeTransition(from: StepState, to: StepState): boolean {
  return transitions[from].includes(to);
}

/** @throws AppError `run.invalid_transition` */
export function assertNodeTransition(nodeId: string, from: StepState, to: StepState): void {
  if (canNodeTransition(from, to)) return;
  throw new AppError('run.invalid_transition', `Node ${nodeId} cannot go from ${from} to ${to}.`, {
    details: { nodeId, from, to },
  });
}
