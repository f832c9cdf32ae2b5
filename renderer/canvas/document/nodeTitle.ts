import type { WorkflowConfig, WorkflowNode } from '../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';

/** How a person calls a node: by the label that they gave it, else by what it does. */
export function nodeTitle(
  { label, type }: Pick<WorkflowNode, 'label' | 'type'>,
  catalogue: Pick<NodeCatalogue, 'get'>,
): string {
  return label ?? catalogue.get(type)?.label ?? type;
}

/** The same by id; an id that the config does not have is its own name. */
export function nodeTitleOf(
  id: string,
  { nodes }: Pick<WorkflowConfig, 'nodes'>,
  catalogue: Pick<NodeCatalogue, 'get'>,
): string {
  const node = nodes.find((one) => one.id === id);
  return node === undefined ? id : nodeTitle(node, catalogue);
}
