import type { RunDetail } from '../../shared/domain/run.ts';
import type { ChannelInput } from '../../shared/ipc/contract.ts';

/** From where, and by which revision of the workflow. */
export type RetryChoice = Required<Omit<ChannelInput<'runs:retry'>, 'id'>>;

export interface RetryEntry {
  readonly label: string;
  readonly choice: RetryChoice;
  /** null = it can be chosen. */
  readonly disabledReason: string | null;
}

/** Of the workflow of a run. null = not known yet. */
export type CurrentRevision = number | 'removed' | null;

/**
 * The ways to retry a run with a workflow: from the failed node or from the start, each by the revision that it had or
 * by the current one. Empty for a run of the fixed pipeline, which has one way only.
 */
export function retryEntries(
  run: Pick<RunDetail, 'workflow' | 'steps'>,
  currentRevision: CurrentRevision,
): RetryEntry[] {
  const { workflow } = run;
  if (workflow === null) return [];
  const kept = run.steps.some(
    (step) => step.executor === 'graph' && (step.state === 'done' || step.state === 'reused'),
  );
  const nothingKept = kept ? null : 'No node has finished, so there is nothing to reuse';
  const { label: current, disabledReason: notCurrent } = currentWords(workflow.revision, currentRevision);
  return (['failed', 'start'] as const).flatMap((from) => {
    const words = from === 'failed' ? 'Retry from the failed node' : 'Retry from the start';
    const blocked = from === 'failed' ? nothingKept : null;
    return [
      {
        label: `${words}, r${workflow.revision} as it was`,
        choice: { from, revision: 'original' as const },
        disabledReason: blocked,
      },
      {
        label: `${words}, ${current}`,
        choice: { from, revision: 'current' as const },
        disabledReason: blocked ?? notCurrent,
      },
    ];
  });
}

function currentWords(revision: number, current: CurrentRevision): Pick<RetryEntry, 'label' | 'disabledReason'> {
  const label = 'the current revision';
  if (current === null) return { label, disabledReason: 'The current revision is not known yet' };
  if (current === 'removed') {
    return { label, disabledReason: `The workflow was removed; r${revision} is kept for its runs` };
  }
  const disabledReason = current === revision ? `r${revision} is the current revision` : null;
  return { label: `r${current}, the current one`, disabledReason };
}
