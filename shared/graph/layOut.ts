import type { WorkflowConfig, WorkflowNode } from '../domain/workflow.ts';
import { orderNodes } from './orderNodes.ts';

const COLUMN = 240;
const ROW = 180;

/** Nodes from left to right in the order in which they run, one column a level, one row a node of it. */
export function layOut(graph: Pick<WorkflowConfig, 'nodes' | 'edges'>): WorkflowNode[] {
  const { level } = orderNodes(graph);
  const beyond = Math.max(-1, ...level.values()) + 1;
  const rows = new Map<number, number>();
  return graph.nodes.map((node) => {
    // What a cycle blocks has no level: it stands to the right of the rest.
    const column = level.get(node.id) ?? beyond;
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    return { ...node, position: { x: column * COLUMN, y: row * ROW } };
  });
}
