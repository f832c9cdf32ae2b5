import type { WorkflowConfig, WorkflowNode } from '../../shared/domain/workflow.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { CommandContext, CommandResult } from './commandContext.ts';
import { listingProblems } from './describeProblems.ts';
import { withApplication } from './openApplication.ts';
import { findWorkflow } from './openWorkflow.ts';

interface Setting {
  readonly node: string;
  readonly name: string;
  readonly value: WorkflowNode['settings'][string];
}

/** `blender_still.samples=64`: the value is JSON, or plain text where it is none. */
function parseSetting(text: string): Setting {
  const match = /^([A-Za-z][A-Za-z0-9_-]*)\.([A-Za-z][A-Za-z0-9_]*)=(.*)$/s.exec(text);
  const [, node, name, value] = match ?? [];
  if (node === undefined || name === undefined || value === undefined) {
    throw new AppError('app.usage', `'${text}' is no setting.`, {
      remedy: 'Write <node>.<setting>=<value>, for example blender_still.samples=64.',
    });
  }
  try {
    return { node, name, value: JSON.parse(value) as Setting['value'] };
  } catch {
    return { node, name, value };
  }
}

function changed(config: WorkflowConfig, { node, name, value }: Setting): WorkflowConfig {
  if (!config.nodes.some(({ id }) => id === node)) {
    throw new AppError('app.not_found', `'${config.name}' has no node '${node}'.`, {
      remedy: `Choose one of: ${config.nodes.map(({ id }) => id).join(', ')}.`,
      details: { node },
    });
  }
  const change = (one: WorkflowNode): WorkflowNode =>
    one.id === node ? { ...one, settings: { ...one.settings, [name]: value } } : one;
  return { ...config, nodes: config.nodes.map(change) };
}

/** `workflows set`: settings of nodes, as a new revision that is checked before it is saved. */
export function workflowsSet(
  context: CommandContext,
  name: string,
  { settings, note }: { settings: readonly string[]; note: string },
): Promise<CommandResult> {
  return withApplication(context, (application) =>
    listingProblems(async () => {
      const { handlers } = application;
      const { id } = await findWorkflow(application, name);
      const { config, shown } = await handlers['workflows:get']({ id, revision: null });
      const next = settings.map(parseSetting).reduce(changed, config);
      const check = await handlers['workflows:check']({
        ...{ config: next, workflowId: id, productId: null, outputTypeId: null, plan: false },
      });
      const wrong = check.problems.filter(({ severity }) => severity === 'error');
      if (wrong.length > 0) {
        const message = `'${config.name}' could not be run with these settings; nothing was saved.`;
        throw new AppError('workflow.invalid', message, { details: { problems: wrong } });
      }
      const workflow = await handlers['workflows:save']({ id, config: next, baseRevision: shown.number, note });
      return { document: { workflow }, lines: [`${workflow.name}  revision ${workflow.shown.number}`], error: null };
    }),
  );
}
