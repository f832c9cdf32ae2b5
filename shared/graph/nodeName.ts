import type { WorkflowNode } from '../domain/workflow.ts';

/** How messages call a node: its label when it has one, and always its id, which the canvas can find. */
export function nodeName({ id, label }: Pick<WorkflowNode, 'id' | 'label'>): string {
  return label === undefined ? `Node ${id}` : `Node ${id} (${label})`;
}
