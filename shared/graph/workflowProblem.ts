import type { WorkflowProblem, WorkflowProblemCode } from '../domain/workflowProblem.ts';

type Place = Partial<Pick<WorkflowProblem, 'nodeId' | 'edgeId' | 'port' | 'field' | 'severity'>>;

/** A finding about a workflow; an error unless it says otherwise. */
export function workflowProblem(
  code: WorkflowProblemCode,
  message: string,
  remedy: string,
  { nodeId = null, edgeId = null, port = null, field = null, severity = 'error' }: Place = {},
): WorkflowProblem {
  return { code, severity, message, remedy, nodeId, edgeId, port, field };
}
