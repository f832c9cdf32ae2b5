import type { ErrorValue } from '../../shared/errors/appError.ts';
import type { EventPayload } from '../../shared/ipc/events.ts';

/** An import as the dock shows it, from its start until it is dismissed. */
export interface ImportJob {
  readonly jobId: string;
  readonly fileName: string;
  readonly state: 'running' | 'finished' | 'failed' | 'cancelled';
  /** 0..1, never runs backwards. */
  readonly fraction: number;
  readonly message: string;
  readonly productId: string | null;
  readonly error: ErrorValue | null;
}

type Started = { readonly jobId: string; readonly fileName: string };

function begun({ jobId, fileName }: Started): ImportJob {
  return { jobId, fileName, state: 'running', fraction: 0, message: 'Waiting', productId: null, error: null };
}

function replace(jobs: readonly ImportJob[], job: ImportJob): readonly ImportJob[] {
  return jobs.some((other) => other.jobId === job.jobId)
    ? jobs.map((other) => (other.jobId === job.jobId ? job : other))
    : [...jobs, job];
}

/** A job is known from its first event on. */
export function importProgressed(
  jobs: readonly ImportJob[],
  event: EventPayload<'cad:importProgressed'>,
): readonly ImportJob[] {
  const before = jobs.find((job) => job.jobId === event.jobId) ?? begun(event);
  if (before.state !== 'running') return jobs;
  return replace(jobs, {
    ...before,
    fraction: Math.max(before.fraction, event.fraction),
    message: event.message,
  });
}

export function importFinished(
  jobs: readonly ImportJob[],
  event: EventPayload<'cad:importFinished'>,
): readonly ImportJob[] {
  const before = jobs.find((job) => job.jobId === event.jobId) ?? begun(event);
  const state = event.error === null ? 'finished' : event.error.code === 'app.cancelled' ? 'cancelled' : 'failed';
  return replace(jobs, { ...before, state, fraction: 1, productId: event.productId, error: event.error });
}

/** Takes away one job that has ended, or all of them. */
export function importsDismissed(jobs: readonly ImportJob[], jobId: string | null): readonly ImportJob[] {
  return jobs.filter((job) => job.state === 'running' || (jobId !== null && job.jobId !== jobId));
}

/** "Importing 2 files", "1 file imported", "2 files not imported". */
export function importsTitle(jobs: readonly ImportJob[]): string {
  const count = (state: ImportJob['state']): number => jobs.filter((job) => job.state === state).length;
  const files = (number: number): string => (number === 1 ? '1 file' : `${number} files`);
  const running = count('running');
  if (running > 0) return `Importing ${files(running)}`;
  const parts = [];
  if (count('finished') > 0) parts.push(`${files(count('finished'))} imported`);
  if (count('failed') > 0) parts.push(`${files(count('failed'))} not imported`);
  if (count('cancelled') > 0) parts.push(`${files(count('cancelled'))} cancelled`);
  return parts.join(', ');
}
