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

/**
 * The ways to retry a run with a workflow: from the failed node or from the start, each by the revision that it had or
 * by the current one. Empty for a run of the fixed pipeline, which has one way only.
 * @param currentRevision the latest of the workflow; null = it is not known or the workflow is gone
 */
export function retryEntries(run: Pick<RunDetail, 'workflow' | 'steps'>, currentRevision: number | null): RetryEntry[] {
  const { workflow } = run;
  if (workflow === null) return [];
  const kept = run.steps.some(
    (step) => step.executor === 'graph' && (step.state === 'done' || step.state === 'reused'),
  );
  const nothingKept = kept ? null : 'No node has finished, so there is nothing to reuse';
  const same = currentRevision === workflow.revision ? `r${workflow.revision} is the current revision` : null;
  const gone = currentRevision === null ? 'The current revision is not known' : null;
  const current = currentRevision === null ? 'the current revision' : `r${currentRevision}, the current one`;
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
        disabledReason: blocked ?? gone ?? same,
      },
    ];
  });
}
