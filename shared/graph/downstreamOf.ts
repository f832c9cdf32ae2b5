import type { WorkflowConfig, WorkflowEdge } from '../domain/workflow.ts';

type Graph = Pick<WorkflowConfig, 'edges'>;

/** Every node that takes from one of these, over any number of edges. Those named are in it only through a cycle. */
export function downstreamOf(graph: Graph, ids: Iterable<string>): Set<string> {
  return reach(graph.edges, ids, (edge) => [edge.source.node, edge.target.node]);
}

/** Every node that one of these takes from, over any number of edges. */
export function upstreamOf(graph: Graph, ids: Iterable<string>): Set<string> {
  return reach(graph.edges, ids, (edge) => [edge.target.node, edge.source.node]);
}

function reach(
  edges: readonly WorkflowEdge[],
  ids: Iterable<string>,
  direction: (edge: WorkflowEdge) => [from: string, to: string],
): Set<string> {
  const neighbours = new Map<string, string[]>();
  for (const edge of edges) {
    const [from, to] = direction(edge);
    const list = neighbours.get(from);
    if (list === undefined) neighbours.set(from, [to]);
    else list.push(to);
  }
  const reached = new Set<string>();
  const ahead = [...ids];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    for (const neighbour of neighbours.get(id) ?? []) {
      if (reached.has(neighbour)) continue;
      reached.add(neighbour);
      ahead.push(neighbour);
    }
  }
  return reached;
}
