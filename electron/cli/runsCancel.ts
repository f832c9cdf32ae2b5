import type { CommandContext, CommandResult } from './commandContext.ts';
import { findRun } from './findRun.ts';
import { withApplication } from './openApplication.ts';

/** `runs cancel`: a run that waits, or one of this data folder that nobody works on any more. */
export function runsCancel(context: CommandContext, wanted: string): Promise<CommandResult> {
  return withApplication(context, async (application) => {
    const { id } = await findRun(application, wanted);
    const run = await application.handlers['runs:cancel']({ id });
    return { document: { run }, lines: [`${run.number} ${run.state}`], error: null };
  });
}
