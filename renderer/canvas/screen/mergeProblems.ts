import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import { problemKey } from '../problems/problemKey.ts';

const rank = { error: 0, warning: 1, info: 2 } as const;

/** What was found while editing and what a check found beyond that, each once; errors first, else in their order. */
export function mergeProblems(
  found: readonly WorkflowProblem[],
  checked: readonly WorkflowProblem[],
): readonly WorkflowProblem[] {
  const known = new Set(found.map(problemKey));
  const more = checked.filter((problem) => !known.has(problemKey(problem)));
  return [...found, ...more].toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}
