import type { RunDetail, RunSummary } from '../../shared/domain/run.ts';
import { call } from '../api/client.ts';
import { oneAtATime } from '../shell/oneAtATime.svelte.ts';
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
  const one = oneAtATime<Action>();
  const comparison = oneAtATime<'compare'>();
  const { act } = one;

  return {
    get busy() {
      return one.busy;
    },
    get comparing() {
      return comparison.busy !== null;
    },
    cancel: (id) => act('cancel', () => call('runs:cancel', { id })),
    retry: (id, choice) => act('retry', async () => onretried(await call('runs:retry', { id, ...choice }))),
    reveal: (id) => act('reveal', () => call('runs:reveal', { id })),
    setPriority: (id, priority) => act('priority', () => call('runs:setPriority', { id, priority })),
    pause: (id) => act('pause', () => call('runs:pause', { id })),
    resume: (id) => act('resume', () => call('runs:resume', { id })),
    compare: (id, oncompared) => comparison.act('compare', async () => oncompared(await call('runs:compare', { id }))),
  };
}
