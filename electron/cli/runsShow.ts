import type { CommandContext, CommandResult } from './commandContext.ts';
import { describeRun } from './describeRun.ts';
import { findRun } from './findRun.ts';
import { withApplication } from './openApplication.ts';

/** `runs show`: what became of a run. It is no failure of this command that a run has failed. */
export function runsShow(context: CommandContext, wanted: string): Promise<CommandResult> {
  return withApplication(context, async (application) => {
    const { id } = await findRun(application, wanted);
    const run = await application.handlers['runs:get']({ id });
    return { document: { run }, lines: describeRun(run), error: null };
  });
}
