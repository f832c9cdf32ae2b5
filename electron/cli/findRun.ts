import type { RunSummary } from '../../shared/domain/run.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { Application } from '../app/application.ts';

/** More than any data folder holds of what a person would name by number. */
const NEWEST = 5000;

/** `R-7`, `r-0007` and `7` are R-0007. */
function numberOf(text: string): string | null {
  const digits = /^(?:r-)?0*(\d+)$/i.exec(text.trim())?.[1];
  return digits === undefined ? null : `R-${digits.padStart(4, '0')}`;
}

/**
 * The run of that id or number.
 * @throws AppError `run.unknown`
 */
export async function findRun(application: Application, text: string): Promise<RunSummary> {
  const runs = await application.handlers['runs:list']({ limit: NEWEST });
  const number = numberOf(text);
  const run = runs.find((candidate) => candidate.id === text || candidate.number === number);
  if (run) return run;
  throw new AppError('run.unknown', `There is no run '${text}'.`, {
    remedy: 'See the runs with `hartomat runs list`.',
    details: { run: text },
  });
}
