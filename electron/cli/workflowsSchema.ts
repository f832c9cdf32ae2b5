import { workflowJsonSchema } from '../../shared/graph/workflowJsonSchema.ts';
import type { CommandContext, CommandResult } from './commandContext.ts';
import { withApplication } from './openApplication.ts';

/** `workflows schema`: the JSON Schema of workflow files, with the settings of every node type of this build. */
export function workflowsSchema(context: CommandContext): Promise<CommandResult> {
  return withApplication(context, async ({ handlers }) => {
    const definitions = await handlers['nodes:list']();
    const document = workflowJsonSchema({ list: () => definitions });
    return { document, lines: [JSON.stringify(document, null, 2)], error: null };
  });
}
