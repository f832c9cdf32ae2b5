import type { RunSummary } from '../../shared/domain/run.ts';
import { isObserving } from './observerWords.ts';

/** What can still be cancelled, as the button says it; null = nothing. What is delivered stays delivered. */
export function cancelWords(run: RunSummary): string | null {
  if (run.state === 'waiting' || run.state === 'running' || run.state === 'parked') return 'Cancel run';
  const observing = run.observation !== null && isObserving(run.observation.state);
  return run.state === 'delivered' && observing ? 'Cancel observer' : null;
}

/** Why it cannot be retried, or null when it can. */
export function retryReason(run: RunSummary): string | null {
  if (run.state === 'failed' || run.state === 'cancelled' || run.state === 'parked') return null;
  return run.state === 'delivered' ? 'It is delivered. Order the render again instead' : 'It has not ended yet';
}

/** Why it can be neither paused nor resumed, or null when one of them is possible. */
export function pauseReason(run: RunSummary): string | null {
  if (run.state === 'waiting') return null;
  if (run.state === 'running') return run.held ? 'It is being paused, as soon as nothing is lost by it' : null;
  return run.state === 'parked' ? 'It is parked. Retry it instead' : 'It has already ended';
}
