import type { WorkflowCheck } from '../../shared/domain/workflowProblem.ts';
import { AppError, type ErrorValue } from '../../shared/errors/appError.ts';
import type { CommandContext, CommandResult } from './commandContext.ts';
import { describeProblems, listingProblems } from './describeProblems.ts';
import { findOutputType } from './findOutputType.ts';
import { withApplication } from './openApplication.ts';
import { openWorkflow } from './openWorkflow.ts';

/** The error of a workflow that would not be dispatched; null = it would. */
export function refusalOf(name: string, { dispatchable, problems }: WorkflowCheck): ErrorValue | null {
  if (dispatchable) return null;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const count = errors.length === 1 ? 'one error' : `${errors.length} errors`;
  return new AppError('workflow.invalid', `${name} cannot be dispatched: it has ${count}.`, {
    details: { codes: errors.map(({ code }) => code) },
  }).toValue();
}

/** `workflows validate`: the answer that dispatch would give, all problems at once. */
export function workflowsValidate(
  context: CommandContext,
  wanted: string,
  { outputType }: { outputType?: string },
): Promise<CommandResult> {
  return withApplication(context, (application) =>
    listingProblems(async () => {
      const { name, stored, config } = await openWorkflow(context, application, wanted);
      const outputTypeId = outputType === undefined ? null : (await findOutputType(application, outputType)).id;
      const workflowId = stored?.id ?? null;
      const request = { config, workflowId, productId: null, outputTypeId, plan: false };
      const check = await application.handlers['workflows:check'](request);
      const error = refusalOf(name, check);
      return {
        document: { workflow: name, revision: stored?.revision ?? null, ...check },
        lines: [...describeProblems(check.problems), ...(error ? [] : [`${name} can be dispatched.`])],
        error,
      };
    }),
  );
}
