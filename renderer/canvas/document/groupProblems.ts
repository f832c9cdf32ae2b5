import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';

type ByNode = ReadonlyMap<string, readonly WorkflowProblem[]>;

/** Problems by node. Lists that say the same as before stay the same lists, so that only what changed is drawn again. */
export function groupProblems(problems: readonly WorkflowProblem[], before: ByNode = new Map()): ByNode {
  const groups = new Map<string, WorkflowProblem[]>();
  for (const problem of problems) {
    if (problem.nodeId === null) continue;
    const group = groups.get(problem.nodeId);
    if (group === undefined) groups.set(problem.nodeId, [problem]);
    else group.push(problem);
  }
  return new Map(
    [...groups].map(([id, group]) => {
      const old = before.get(id);
      return [id, old !== undefined && areSame(old, group) ? old : group];
    }),
  );
}

function areSame(a: readonly WorkflowProblem[], b: readonly WorkflowProblem[]): boolean {
  return a.length === b.length && a.every((problem, index) => isSame(problem, b[index]!));
}

function isSame(a: WorkflowProblem, b: WorkflowProblem): boolean {
  return (Object.keys(a) as (keyof WorkflowProblem)[]).every((key) => a[key] === b[key]);
}
