import type { WorkflowProblem } from '../../shared/domain/workflowProblem.ts';
import { AppError } from '../../shared/errors/appError.ts';

/** `what` is no workflow: the first reason in words, all of them in `details.problems`. */
export function malformedWorkflow(what: string, problems: readonly WorkflowProblem[]): AppError {
  const [first] = problems;
  const more = problems.length > 1 ? ` And ${problems.length - 1} more.` : '';
  return new AppError('workflow.malformed', `${what} is malformed. ${first?.message ?? ''}${more}`, {
    details: { problems },
  });
}
