import type { WorkflowNode } from '../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';

/** What people call a node: the name they gave it, else that of its type. */
export function labelOfNode({ label, type }: WorkflowNode, catalogue: Pick<NodeCatalogue, 'get'>): string {
  return label ?? catalogue.get(type)?.label ?? type;
}
