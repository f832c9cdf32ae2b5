import type { WorkflowEdge } from '../../../shared/domain/workflow.ts';
import type { OpenEnd } from './openEnd.ts';

/** The two ends of the wire that would lead from the open end to another port. */
export function wireBetween(open: OpenEnd, other: WorkflowEdge['source']): Pick<WorkflowEdge, 'source' | 'target'> {
  const own = { node: open.node, port: open.port };
  const end = { node: other.node, port: other.port };
  return open.direction === 'output' ? { source: own, target: end } : { source: end, target: own };
}
