import { AppError } from '../../shared/errors/appError.ts';
import type { CommandContext, CommandResult } from './commandContext.ts';
import { describeRun } from './describeRun.ts';
import { findRun } from './findRun.ts';
import { followRuns } from './followRuns.ts';
import { withApplication } from './openApplication.ts';

export interface RunsRetryOptions {
  /** failed: what earlier runs made is reused. start: every node runs again. */
  readonly from: 'failed' | 'start';
  readonly revision: 'original' | 'current';
}

/** `runs retry`: a new run of the same order line, here and now; ends when it has ended. */
export function runsRetry(context: CommandContext, wanted: string, options: RunsRetryOptions): Promise<CommandResult> {
  return withApplication(context, async (application) => {
    const before = await findRun(application, wanted);
    const unfollow = followRuns(application, context.progress);
    const run = await application.direct.retry(before.id, options, context.signal).finally(unfollow);
    const undelivered = run.error ?? new AppError('app.cancelled', `Run ${run.number} was ${run.state}.`).toValue();
    return {
      document: { run, fallback: run.fallback !== null },
      lines: describeRun(run),
      error: run.state === 'delivered' ? null : undelivered,
    };
  });
}
