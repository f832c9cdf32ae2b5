import type { WorkflowConfig, WorkflowEdge, WorkflowNode } from '../../../shared/domain/workflow.ts';
import { downstreamOf, upstreamOf } from '../../../shared/graph/downstreamOf.ts';

type Graph = Pick<WorkflowConfig, 'nodes' | 'edges'>;

/** Look-ups in a graph that never changes: made when first asked for, and kept as long as the graph is. */
export class GraphLookup {
  readonly #graph: Graph;
  readonly #nodes: ReadonlyMap<string, WorkflowNode>;
  readonly #into: ReadonlyMap<string, readonly WorkflowEdge[]>;
  readonly #upstream = new Map<string, ReadonlySet<string>>();
  readonly #downstream = new Map<string, ReadonlySet<string>>();

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    const into = new Map<string, WorkflowEdge[]>();
    for (const edge of graph.edges) {
      const key = keyOf(edge.target);
      into.set(key, [...(into.get(key) ?? []), edge]);
    }
    this.#into = into;
  }

  node(id: string): WorkflowNode | null {
    return this.#nodes.get(id) ?? null;
  }

  /** What is connected to an input, in the order of the config. */
  into(end: WorkflowEdge['target']): readonly WorkflowEdge[] {
    return this.#into.get(keyOf(end)) ?? [];
  }

  /**
   * Whether one node takes from another, over any number of edges. While a wire is dragged one of the two stays the
   * same: what was found out of either end answers all the following questions.
   */
  takesFrom(id: string, from: string): boolean {
    const known = this.#upstream.get(id)?.has(from) ?? this.#downstream.get(from)?.has(id);
    if (known !== undefined) return known;
    const upstream = upstreamOf(this.#graph, [id]);
    this.#upstream.set(id, upstream);
    this.#downstream.set(from, downstreamOf(this.#graph, [from]));
    return upstream.has(from);
  }
}

function keyOf({ node, port }: WorkflowEdge['target']): string {
  return `${node}.${port}`;
}

const lookups = new WeakMap<Graph, GraphLookup>();

export function lookUp(graph: Graph): GraphLookup {
  const known = lookups.get(graph);
  if (known !== undefined) return known;
  const made = new GraphLookup(graph);
  lookups.set(graph, made);
  return made;
}
