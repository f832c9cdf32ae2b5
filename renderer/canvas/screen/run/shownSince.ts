import type { RunSummary } from '../../../../shared/domain/run.ts';

/** That somebody wanted to see this run on this workflow, or none; ISO 8601. */
export interface RunChoice {
  readonly workflowId: string | null;
  readonly runId: string | null;
  readonly at: string;
}

export function chooseNow(workflowId: string | null, runId: string | null): RunChoice {
  return { workflowId, runId, at: new Date().toISOString() };
}

/** Since when a run is what is to be seen: a preview that began before that gives way to it. ISO 8601. */
export function shownSince(run: Pick<RunSummary, 'id' | 'queuedAt'>, choice: RunChoice | null): string {
  return choice !== null && choice.runId === run.id && choice.at > run.queuedAt ? choice.at : run.queuedAt;
}
