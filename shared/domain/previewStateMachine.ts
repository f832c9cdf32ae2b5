import { AppError } from '../errors/appError.ts';
import type { Preview } from './preview.ts';

type PreviewState = Preview['state'];

/** waiting -> failed: what decides about its first node could not be read. */
const transitions: Record<PreviewState, readonly PreviewState[]> = {
  waiting: ['running', 'failed', 'cancelled'],
  running: ['done', 'failed', 'cancelled'],
  done: [],
  failed: [],
  cancelled: [],
};

/** @throws AppError `run.invalid_transition` */
export function assertPreviewTransition(from: PreviewState, to: PreviewState): void {
  if (transitions[from].includes(to)) return;
  throw new AppError('run.invalid_transition', `A preview cannot go from ${from} to ${to}.`, { details: { from, to } });
}
