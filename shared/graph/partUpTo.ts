import type { WorkflowConfig } from '../domain/workflow.ts';
import { upstreamOf } from './downstreamOf.ts';

/** A node with everything that it takes from; the edges are those that lead to one of them. */
export function partUpTo<C extends Pick<WorkflowConfig, 'nodes' | 'edges'>>(config: C, nodeId: string): C {
  const ids = upstreamOf(config, [nodeId]).add(nodeId);
  return {
    ...config,
    nodes: config.nodes.filter(({ id }) => ids.has(id)),
    edges: config.edges.filter(({ target }) => ids.has(target.node)),
  };
}
