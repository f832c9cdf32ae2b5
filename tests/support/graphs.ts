import type { WorkflowConfig, WorkflowEdge, WorkflowNode } from '../../shared/domain/workflow.ts';
import { draftGraph, type NodeDraft } from '../../shared/graph/draftGraph.ts';

/** A config from nodes (a bare word is both id and type) and edges, each written `a.port > b.port`. */
export function aWorkflow(
  nodes: readonly (string | NodeDraft)[],
  wires: readonly string[] = [],
  rest: Partial<WorkflowConfig> = {},
): WorkflowConfig {
  const drafts = nodes.map((node) => (typeof node === 'string' ? { id: node, type: node } : node));
  return {
    ...{ schemaVersion: 1, name: 'Test', family: 'order_line', executionMode: 'legacy' },
    ...draftGraph(drafts, wires),
    ...rest,
  };
}

/** Nodes a, b, c… of no particular type with edges such as `a>b`, for what looks at the shape of a graph only. */
export function aShape(ids: string, edges: string): Pick<WorkflowConfig, 'nodes' | 'edges'> {
  const wires = edges.split(' ').filter((edge) => edge !== '');
  return draftGraph(
    [...ids].map((id) => ({ id, type: 'blender_still' })),
    wires.map((wire) => wire.replace('>', '.out > ') + '.in'),
  );
}

/** The config with some nodes replaced by what `change` makes of them. */
export function withNode(config: WorkflowConfig, id: string, change: Partial<WorkflowNode>): WorkflowConfig {
  return { ...config, nodes: config.nodes.map((node) => (node.id === id ? { ...node, ...change } : node)) };
}

/** `a.port > b.port` of an edge. */
export function wireOf({ source, target }: WorkflowEdge): string {
  return `${source.node}.${source.port} > ${target.node}.${target.port}`;
}
