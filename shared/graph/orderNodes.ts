import type { WorkflowConfig } from '../domain/workflow.ts';

interface NodeOrder {
  /** Each node after everything that it takes from; equal levels in the order of the config. Without what a cycle blocks. */
  readonly order: string[];
  /** Length of the longest way from a node without inputs. Nodes of one level may run at the same time. */
  readonly level: Map<string, number>;
  /** Nodes of one cycle in the direction of its edges, or null. */
  readonly cycle: string[] | null;
}

/** Topological order in linear time (Kahn). Edges to unknown nodes count for nothing. */
export function orderNodes(config: Pick<WorkflowConfig, 'nodes' | 'edges'>): NodeOrder {
  const index = new Map(config.nodes.map((node, position) => [node.id, position]));
  const targets: number[][] = config.nodes.map(() => []);
  const sources: number[][] = config.nodes.map(() => []);
  for (const edge of config.edges) {
    const source = index.get(edge.source.node);
    const target = index.get(edge.target.node);
    if (source === undefined || target === undefined) continue;
    targets[source]!.push(target);
    sources[target]!.push(source);
  }
  const waiting = sources.map((list) => list.length);
  const levels = config.nodes.map(() => 0);
  const ready = waiting.flatMap((count, position) => (count === 0 ? [position] : []));
  for (let next = 0; next < ready.length; next += 1) {
    const position = ready[next]!;
    for (const target of targets[position]!) {
      levels[target] = Math.max(levels[target]!, levels[position]! + 1);
      waiting[target]! -= 1;
      if (waiting[target] === 0) ready.push(target);
    }
  }
  ready.sort((a, b) => levels[a]! - levels[b]! || a - b);
  const idOf = (position: number) => config.nodes[position]!.id;
  return {
    order: ready.map(idOf),
    level: new Map(ready.map((position) => [idOf(position), levels[position]!])),
    cycle: ready.length === config.nodes.length ? null : findCycle(sources, waiting).map(idOf),
  };
}

/** Everything that is left waits for something that is left: going back from it must come around. */
function findCycle(sources: readonly number[][], waiting: readonly number[]): number[] {
  const seen = new Map<number, number>();
  const way: number[] = [];
  let position = waiting.findIndex((count) => count > 0);
  while (!seen.has(position)) {
    seen.set(position, way.length);
    way.push(position);
    position = sources[position]!.find((source) => waiting[source]! > 0)!;
  }
  const cycle = way.slice(seen.get(position)).toReversed();
  const first = cycle.indexOf(Math.min(...cycle));
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}
