import type { WorkflowEdge, WorkflowNode } from '../../domain/workflow.ts';
import { layOut } from '../layOut.ts';

/** Nodes where the source placed them; the others where they would stand in a tidy graph. */
export function arrange(
  nodes: readonly WorkflowNode[],
  edges: readonly WorkflowEdge[],
  placed: ReadonlyMap<string, WorkflowNode['position']>,
): WorkflowNode[] {
  const tidy = layOut({ nodes: [...nodes], edges: [...edges] });
  return tidy.map((node) => ({ ...node, position: placed.get(node.id) ?? node.position }));
}
