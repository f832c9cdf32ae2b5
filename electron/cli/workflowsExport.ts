import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { WorkflowConfig } from '../../shared/domain/workflow.ts';
import { canonicalWorkflow } from '../../shared/graph/canonicalWorkflow.ts';
import type { CommandContext, CommandResult } from './commandContext.ts';
import { withApplication } from './openApplication.ts';
import { findWorkflow } from './openWorkflow.ts';
import { prepareOutputFile } from './outputFile.ts';

interface ExportOptions {
  /** Id or name of a workflow, or the file that it made. */
  readonly source: { readonly workflow: string; readonly revision: number | null } | { readonly from: string };
  readonly out?: string;
}

interface Exported {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly config: WorkflowConfig;
}

/** Needs neither the data folder nor Blender: the file says it all. */
async function outOfFile(context: CommandContext, from: string): Promise<Exported> {
  const { readDeliveredWorkflow } = await import('../services/readWorkflowFile.ts');
  return readDeliveredWorkflow(resolve(context.workingFolder, from));
}

function stored(context: CommandContext, workflow: string, revision: number | null): Promise<Exported> {
  return withApplication(context, async (application) => {
    const { id } = await findWorkflow(application, workflow);
    const { name, shown, config } = await application.handlers['workflows:get']({ id, revision });
    return { id, name, revision: shown.number, config };
  });
}

/** `workflows export`: canonical JSON, the same bytes whether it comes out of the database or out of a delivered file. */
export async function workflowsExport(context: CommandContext, options: ExportOptions): Promise<CommandResult> {
  const { source, out } = options;
  const target = out === undefined ? null : await prepareOutputFile(resolve(context.workingFolder, out));
  const { id, name, revision, config } =
    'from' in source ? await outOfFile(context, source.from) : await stored(context, source.workflow, source.revision);
  const text = canonicalWorkflow(config);
  const sha256 = createHash('sha256').update(text).digest('hex');
  await target?.writeText(text);
  return {
    document: { id, name, revision, sha256, config, path: target?.path ?? null },
    lines: [target ? `${name}, revision ${revision}, written to ${target.path}` : text.trimEnd()],
    error: null,
  };
}
