import { type WorkflowProblem, workflowProblemSchema } from '../../shared/domain/workflowProblem.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { CommandResult } from './commandContext.ts';

function placeOf({ nodeId, edgeId, port, field }: WorkflowProblem): string {
  const words = [
    ...(nodeId ? [`node ${nodeId}`] : []),
    ...(edgeId ? [`edge ${edgeId}`] : []),
    ...(port ? [`port ${port}`] : []),
    ...(field ? [`field ${field}`] : []),
  ];
  return words.join(', ');
}

/** Every problem with its code, where it is, and what to do; the worst first. */
export function describeProblems(problems: readonly WorkflowProblem[]): string[] {
  const rank = { error: 0, warning: 1, info: 2 };
  return [...problems]
    .sort((a, b) => rank[a.severity] - rank[b.severity])
    .flatMap((problem) => {
      const place = placeOf(problem);
      return [
        `${problem.severity}: ${problem.message} [${problem.code}]`,
        ...(place ? [`  at ${place}`] : []),
        `  ${problem.remedy}`,
      ];
    });
}

/** Runs `work`; a document that is no workflow ends it with every problem that the document has. */
export async function listingProblems(work: () => Promise<CommandResult>): Promise<CommandResult> {
  try {
    return await work();
  } catch (thrown) {
    const listed = thrown instanceof AppError && ['workflow.malformed', 'workflow.invalid'].includes(thrown.code);
    if (!listed) throw thrown;
    const problems = workflowProblemSchema.array().parse(thrown.details['problems']);
    return { document: { dispatchable: false, problems }, lines: describeProblems(problems), error: thrown.toValue() };
  }
}
