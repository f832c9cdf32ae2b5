import type { WorkflowEdge, WorkflowNode } from '../domain/workflow.ts';

export interface NodeDraft {
  readonly id: string;
  readonly type: string;
  readonly settings?: WorkflowNode['settings'];
  readonly label?: string;
}

/** A graph from short notation; an edge is written `a.port > b.port`. Nodes have version 1 and no place yet. */
export function draftGraph(
  drafts: readonly NodeDraft[],
  wires: readonly string[],
): { nodes: WorkflowNode[]; edges: WorkflowEdge[] } {
  return {
    nodes: drafts.map(({ id, type, settings = {}, label }) => ({
      ...{ id, type, version: 1, position: { x: 0, y: 0 }, settings: { ...settings } },
      ...(label === undefined ? {} : { label }),
    })),
    edges: wires.map((wire, index) => {
      const [source, target] = wire.split(' > ').map((end) => {
        const [node, port] = end.split('.');
        return { node: node!, port: port! };
      });
      return { id: `e${index + 1}`, source: source!, target: target! };
    }),
  };
}
