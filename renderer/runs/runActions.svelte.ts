import type { RunSummary } from '../../shared/domain/run.ts';
import { call } from '../api/client.ts';
import { showError } from '../shell/showError.ts';

type Action = 'cancel' | 'retry' | 'reveal' | 'priority';

/** What a person can do to a run, with the action that is under way; failures are said in passing. */
export function useRunActions(onretried: (run: RunSummary) => void) {
  let busy = $state<Action | null>(null);

  async function act(action: Action, work: () => Promise<void>): Promise<void> {
    if (busy) return;
    busy = action;
    try {
      await work();
    } catch (thrown) {
      showError(thrown);
    } finally {
      busy = null;
    }
  }

  return {
    get busy() {
      return busy;
    },
    cancel: (id: string) =>
      act('cancel', async () => {
        await call('runs:cancel', { id });
      }),
    retry: (id: string) => act('retry', async () => onretried(await call('runs:retry', { id }))),
    reveal: (id: string) =>
      act('reveal', async () => {
        await call('runs:reveal', { id });
      }),
    setPriority: (id: string, priority: RunSummary['priority']) =>
      act('priority', async () => {
        await call('runs:setPriority', { id, priority });
      }),
  };
}

/** Why it cannot be cancelled, or null when it can. */
export function cancelReason(run: RunSummary): string | null {
  return run.state === 'waiting' || run.state === 'running' || run.state === 'parked' ? null : 'It has already ended';
}

/** Why it cannot be retried, or null when it can. */
export function retryReason(run: RunSummary): string | null {
  if (run.state === 'failed' || run.state === 'cancelled' || run.state === 'parked') return null;
  return run.state === 'delivered' ? 'It is delivered. Order the render again instead' : 'It has not ended yet';
}
