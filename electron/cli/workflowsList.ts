import type { CommandContext, CommandResult } from './commandContext.ts';
import { withApplication } from './openApplication.ts';
import { table } from './table.ts';

/** `workflows list`: by name. */
export function workflowsList(context: CommandContext): Promise<CommandResult> {
  return withApplication(context, async ({ handlers }) => {
    const workflows = await handlers['workflows:list']();
    const rows = workflows.map(({ id, name, family, executionMode, revision, nodes, updatedAt }) => [
      name,
      id,
      family,
      executionMode,
      `revision ${revision}`,
      `${nodes} nodes`,
      updatedAt,
    ]);
    return { document: { workflows }, lines: table(rows), error: null };
  });
}
