import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';

/** The problems that are shown at each node; those of wires and of the document as a whole are shown elsewhere. */
export function problemsByNode(problems: readonly WorkflowProblem[]): ReadonlyMap<string, readonly WorkflowProblem[]> {
  const byNode = new Map<string, WorkflowProblem[]>();
  for (const problem of problems) {
    if (problem.nodeId === null || problem.edgeId !== null) continue;
    const known = byNode.get(problem.nodeId);
    if (known) known.push(problem);
    else byNode.set(problem.nodeId, [problem]);
  }
  return byNode;
}
