import type { RunSummary } from '../../../shared/domain/run.ts';

/** "R-0012, r13": the run, and the revision of the workflow that it ran. */
export function runWords({ number, workflow }: Pick<RunSummary, 'number' | 'workflow'>): string {
  return workflow === null ? number : `${number}, r${workflow.revision}`;
}
