import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import { problemKey } from './problemKey.ts';

/**
 * The problem after the current one, around the end; the first when none is current or the current one is solved.
 * @param current `problemKey` of it
 * @returns null when there are no problems
 */
export function nextProblem(problems: readonly WorkflowProblem[], current: string | null): WorkflowProblem | null {
  const at = problems.findIndex((problem) => problemKey(problem) === current);
  return problems[(at + 1) % problems.length] ?? null;
}
