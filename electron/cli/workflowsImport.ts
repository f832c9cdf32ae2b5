import { resolve } from 'node:path';
import type { CommandContext, CommandResult } from './commandContext.ts';
import { describeMigration } from './describeMigration.ts';
import { listingProblems } from './describeProblems.ts';
import { withApplication } from './openApplication.ts';

/** `workflows import`: a workflow file of any generation, or a picture, video or .blend of ours, as a new workflow. */
export function workflowsImport(
  context: CommandContext,
  file: string,
  { name }: { name?: string },
): Promise<CommandResult> {
  return withApplication(context, ({ handlers }) =>
    listingProblems(async () => {
      const path = resolve(context.workingFolder, file);
      const workflow = await handlers['workflows:import']({ path, name: name ?? null });
      const { migration } = workflow;
      return {
        document: { workflow },
        lines: [`${workflow.name}  ${workflow.id}`, ...(migration ? describeMigration(migration) : [])],
        error: null,
      };
    }),
  );
}
