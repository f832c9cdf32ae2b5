import type { NodeDefinition } from '../domain/nodeDefinition.ts';
import type { WorkflowConfig, WorkflowEdge, WorkflowNode } from '../domain/workflow.ts';
import type { NodeCatalogue } from './nodeCatalogue.ts';

/** A node with what the catalogue says of its type; null when the type is unknown. */
export interface IndexedNode {
  readonly node: WorkflowNode;
  readonly definition: NodeDefinition | null;
}

/** A config with the look-ups that several checks need. */
export interface GraphIndex {
  readonly config: WorkflowConfig;
  readonly catalogue: NodeCatalogue;
  readonly nodes: ReadonlyMap<string, IndexedNode>;
  /** By target node, in the order of the config. */
  readonly incoming: ReadonlyMap<string, readonly WorkflowEdge[]>;
  /** By source node, in the order of the config. */
  readonly outgoing: ReadonlyMap<string, readonly WorkflowEdge[]>;
}

export function indexGraph(config: WorkflowConfig, catalogue: NodeCatalogue): GraphIndex {
  return {
    config,
    catalogue,
    nodes: new Map(config.nodes.map((node) => [node.id, { node, definition: catalogue.get(node.type) }])),
    incoming: groupEdges(config.edges, (edge) => edge.target.node),
    outgoing: groupEdges(config.edges, (edge) => edge.source.node),
  };
}

function groupEdges(
  edges: readonly WorkflowEdge[],
  keyOf: (edge: WorkflowEdge) => string,
): Map<string, WorkflowEdge[]> {
  const groups = new Map<string, WorkflowEdge[]>();
  for (const edge of edges) {
    const key = keyOf(edge);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [edge]);
    else group.push(edge);
  }
  return groups;
}
