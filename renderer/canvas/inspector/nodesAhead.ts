import type { WorkflowConfig, WorkflowNode } from '../../../shared/domain/workflow.ts';

/** Every node that this one takes from, the nearest first. Ends in a cycle too. */
export function nodesAhead({ nodes, edges }: Pick<WorkflowConfig, 'nodes' | 'edges'>, id: string): WorkflowNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const seen = new Set([id]);
  const found: WorkflowNode[] = [];
  let ring = [id];
  while (ring.length > 0) {
    const before = edges.filter(({ target }) => ring.includes(target.node)).map(({ source }) => source.node);
    ring = [...new Set(before)].filter((next) => !seen.has(next));
    for (const next of ring) seen.add(next);
    found.push(...ring.flatMap((next) => byId.get(next) ?? []));
  }
  return found;
}
