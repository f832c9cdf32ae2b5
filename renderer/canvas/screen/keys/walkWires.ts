import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';

type Way = 'back' | 'on' | 'up' | 'down';

/**
 * The node that a step along the wires leads to: back to what it takes from, on to what takes from it (the nearest by
 * height of several), up and down among those that hang on the same neighbours. Without a node, the first one.
 * null = there is none that way.
 */
export function walkWires(config: WorkflowConfig, from: string | null, way: Way): string | null {
  const height = new Map(config.nodes.map((node) => [node.id, node.position.y]));
  const start = from === null ? undefined : height.get(from);
  if (from === null || start === undefined) return config.nodes[0]?.id ?? null;
  const distance = (id: string): number => Math.abs((height.get(id) ?? 0) - start);
  const nearest = (ids: readonly string[]): string | null =>
    ids.filter((id) => id !== from && height.has(id)).toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
  const before = config.edges.flatMap(({ source, target }) => (target.node === from ? [source.node] : []));
  const after = config.edges.flatMap(({ source, target }) => (source.node === from ? [target.node] : []));
  if (way === 'back') return nearest(before);
  if (way === 'on') return nearest(after);
  const siblings = config.edges.flatMap(({ source, target }) => [
    ...(before.includes(source.node) ? [target.node] : []),
    ...(after.includes(target.node) ? [source.node] : []),
  ]);
  return nearest(siblings.filter((id) => Math.sign((height.get(id) ?? 0) - start) === (way === 'up' ? -1 : 1)));
}
