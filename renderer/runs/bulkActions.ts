import type { RunSummary } from '../../shared/domain/run.ts';
import { cancelWords, pauseReason, retryReason } from './runReasons.ts';

type BulkKey = 'pause' | 'resume' | 'cancel' | 'raise' | 'retry';

/** What can be done to several runs at once. */
export interface BulkAction {
  readonly key: BulkKey;
  readonly label: string;
  /** Those that it can be done to. */
  readonly runs: readonly RunSummary[];
  readonly disabledReason: string | null;
}

const isHeld = (run: RunSummary): boolean => run.state === 'waiting' && run.held;

const possible: Record<BulkKey, (run: RunSummary) => boolean> = {
  pause: (run) => pauseReason(run) === null && !isHeld(run),
  resume: isHeld,
  cancel: (run) => cancelWords(run) !== null,
  raise: (run) => run.state === 'waiting' && run.priority !== 'high',
  retry: (run) => retryReason(run) === null,
};

const words: Record<BulkKey, { label: string; done: string; none: string }> = {
  pause: { label: 'Pause', done: 'paused', none: 'None of them runs or waits' },
  resume: { label: 'Resume', done: 'resumed', none: 'None of them is paused' },
  cancel: { label: 'Cancel', done: 'cancelled', none: 'All of them have ended' },
  raise: {
    label: 'Raise priority',
    done: 'given a higher priority',
    none: 'None of them waits with less than high priority',
  },
  retry: { label: 'Retry', done: 'retried', none: 'None of them has failed, is parked or was cancelled' },
};

/** Those that make sense often are always there, the others when they can be done. */
const always: readonly BulkKey[] = ['pause', 'cancel', 'raise'];

/** Of runs that still go on, and of runs that have ended. Says how many each is for, where it is not all of them. */
export function bulkActions(chosen: readonly RunSummary[], isOver: boolean): BulkAction[] {
  const keys: BulkKey[] = isOver ? ['retry'] : ['pause', 'resume', 'cancel', 'raise', 'retry'];
  return keys.flatMap((key): BulkAction[] => {
    const runs = chosen.filter(possible[key]);
    if (runs.length === 0 && !isOver && !always.includes(key)) return [];
    const { label, none } = words[key];
    const share = runs.length === 0 || runs.length === chosen.length ? '' : ` ${runs.length} of ${chosen.length}`;
    return [{ key, label: `${label}${share}`, runs, disabledReason: runs.length === 0 ? none : null }];
  });
}

export const raised = (priority: RunSummary['priority']): RunSummary['priority'] =>
  priority === 'low' ? 'normal' : 'high';

/** What is said of an action that failed for so many of its runs. */
export const failureWords = ({ key, runs }: BulkAction, failed: number): string =>
  `${failed} of ${runs.length} runs could not be ${words[key].done}.`;
