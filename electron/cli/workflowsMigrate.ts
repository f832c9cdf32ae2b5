import { resolve } from 'node:path';
import type { CommandContext, CommandResult } from './commandContext.ts';
import { describeMigration } from './describeMigration.ts';
import { describeProblems, listingProblems } from './describeProblems.ts';
import { withApplication } from './openApplication.ts';
import { prepareOutputFile } from './outputFile.ts';
import { canonicalWorkflow } from '../../shared/graph/canonicalWorkflow.ts';

/**
 * `workflows migrate`: a workflow file of any generation as canonical JSON. Saves nothing in the data folder. Without
 * `--out` the JSON is the output and the report goes to standard error, so that one can be piped without the other.
 */
export async function workflowsMigrate(
  context: CommandContext,
  file: string,
  { out }: { out?: string },
): Promise<CommandResult> {
  const target = out === undefined ? null : await prepareOutputFile(resolve(context.workingFolder, out));
  return withApplication(context, ({ handlers }) =>
    listingProblems(async () => {
      const { readWorkflowFile } = await import('../services/readWorkflowFile.ts');
      const document = await readWorkflowFile(resolve(context.workingFolder, file));
      const { config, report, warnings } = await handlers['workflows:migrate']({ document });
      const text = canonicalWorkflow(config);
      const said = [...describeMigration(report), ...describeProblems(warnings)];
      await target?.writeText(text);
      if (!target) for (const line of said) context.progress.say(line);
      return {
        document: { config, report, warnings, path: target?.path ?? null },
        lines: target ? [...said, `written to ${target.path}`] : [text.trimEnd()],
        error: null,
      };
    }),
  );
}
