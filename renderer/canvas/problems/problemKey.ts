import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';

/** Tells a problem from all others, also after it was found again. */
export function problemKey({ code, nodeId, edgeId, port, field, message }: WorkflowProblem): string {
  return JSON.stringify([code, nodeId, edgeId, port, field, message]);
}
