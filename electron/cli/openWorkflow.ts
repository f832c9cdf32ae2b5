import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { WorkflowConfig, WorkflowSummary } from '../../shared/domain/workflow.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { Application } from '../app/application.ts';
import type { CommandContext } from './commandContext.ts';

/** A workflow as a command works on it. */
interface OpenedWorkflow {
  readonly name: string;
  /** null = out of a file; it is in no data folder. */
  readonly stored: { readonly id: string; readonly revision: number } | null;
  readonly config: WorkflowConfig;
}

async function stored(application: Application, text: string): Promise<WorkflowSummary | null> {
  const workflows = await application.handlers['workflows:list']();
  const named = (name: string): boolean => name.toLowerCase() === text.trim().toLowerCase();
  return workflows.find(({ id }) => id === text) ?? workflows.find(({ name }) => named(name)) ?? null;
}

function unknown(text: string, known: readonly WorkflowSummary[]): AppError {
  return new AppError('workflow.unknown', `There is no workflow '${text}'.`, {
    remedy: `Choose one of: ${known.map(({ name }) => name).join(', ')}.`,
    details: { workflow: text, workflows: known.map(({ id, name }) => ({ id, name })) },
  });
}

/**
 * The workflow of that id or name; case does not count in names.
 * @throws AppError `workflow.unknown` with those that there are
 */
export async function findWorkflow(application: Application, text: string): Promise<WorkflowSummary> {
  const found = await stored(application, text);
  if (found) return found;
  throw unknown(text, await application.handlers['workflows:list']());
}

/**
 * The workflow of that id or name, else the one in the file of that path, migrated where it is of an older generation.
 * @throws AppError `workflow.unknown`, `workflow.malformed` (details.problems), `workflow.no_provenance`, `file.*`
 */
export async function openWorkflow(
  context: CommandContext,
  application: Application,
  text: string,
): Promise<OpenedWorkflow> {
  const known = await stored(application, text);
  if (known) {
    const { config, shown } = await application.handlers['workflows:get']({ id: known.id, revision: null });
    return { name: known.name, stored: { id: known.id, revision: shown.number }, config };
  }
  const path = resolve(context.workingFolder, text);
  if (!existsSync(path)) throw unknown(text, await application.handlers['workflows:list']());
  const { readWorkflowFile } = await import('../services/readWorkflowFile.ts');
  const { config } = await application.handlers['workflows:migrate']({ document: await readWorkflowFile(path) });
  return { name: basename(path), stored: null, config };
}
