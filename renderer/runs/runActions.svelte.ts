import type { RunDetail, RunSummary } from '../../shared/domain/run.ts';
import { call } from '../api/client.ts';
import { showError } from '../shell/showError.ts';
import type { RetryChoice } from './retryEntries.ts';

type Action = 'cancel' | 'retry' | 'reveal' | 'priority' | 'pause' | 'resume';

export interface RunActions {
  /** The one under way; meanwhile no other is started. */
  readonly busy: Action | null;
  /** Control and candidate are being compared. The observer may have to run first, so other actions do not wait for it. */
  readonly comparing: boolean;
  cancel(id: string): Promise<void>;
  retry(id: string, choice: RetryChoice): Promise<void>;
  reveal(id: string): Promise<void>;
  setPriority(id: string, priority: RunSummary['priority']): Promise<void>;
  pause(id: string): Promise<void>;
  resume(id: string): Promise<void>;
  compare(id: string, oncompared: (run: RunDetail) => void): Promise<void>;
}

/** What a person can do to a run, with the action that is under way; failures are said in passing. */
export function useRunActions(onretried: (run: RunSummary) => void): RunActions {
  let busy = $state<Action | null>(null);
  let comparing = $state(false);

  async function act(action: Action, work: () => Promise<unknown>): Promise<void> {
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
    get comparing() {
      return comparing;
    },
    cancel: (id) => act('cancel', () => call('runs:cancel', { id })),
    retry: (id, choice) => act('retry', async () => onretried(await call('runs:retry', { id, ...choice }))),
    reveal: (id) => act('reveal', () => call('runs:reveal', { id })),
    setPriority: (id, priority) => act('priority', () => call('runs:setPriority', { id, priority })),
    pause: (id) => act('pause', () => call('runs:pause', { id })),
    resume: (id) => act('resume', () => call('runs:resume', { id })),
    async compare(id, oncompared) {
      if (comparing) return;
      comparing = true;
      try {
        oncompared(await call('runs:compare', { id }));
      } catch (thrown) {
        showError(thrown);
      } finally {
        comparing = false;
      }
    },
  };
}
