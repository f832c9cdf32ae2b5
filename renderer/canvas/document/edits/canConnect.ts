import type { NodePort } from '../../../../shared/domain/nodeDefinition.ts';
import type { WorkflowConfig, WorkflowEdge, WorkflowNode } from '../../../../shared/domain/workflow.ts';
import { connectable } from '../../../../shared/graph/connectable.ts';
import type { NodeCatalogue } from '../../../../shared/graph/nodeCatalogue.ts';
import { lookUp } from '../graphLookup.ts';
import { nodeTitle } from '../nodeTitle.ts';
import { isSameEnd } from './wire.ts';

type End = WorkflowEdge['source'];
type Answer = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/**
 * Whether an output may be wired to an input. An input that takes one wire and has it is no hindrance: the new wire
 * takes its place.
 */
export function canConnect(config: WorkflowConfig, catalogue: NodeCatalogue, source: End, target: End): Answer {
  const refuse = (reason: string): Answer => ({ ok: false, reason });
  const graph = lookUp(config);
  const from = graph.node(source.node);
  const to = graph.node(target.node);
  if (from === null || to === null) return refuse(`There is no node ${from === null ? source.node : target.node}.`);
  if (from === to) return refuse('A node cannot take its own output.');
  const output = portOf(catalogue, from, 'output', source.port);
  if (typeof output === 'string') return refuse(output);
  const input = portOf(catalogue, to, 'input', target.port);
  if (typeof input === 'string') return refuse(input);
  const fit = connectable(output, input, { catalogue, family: config.family });
  if (!fit.ok) return fit;
  const drawn = graph.into(target).some((edge) => isSameEnd(edge.source, source));
  if (drawn) return refuse('These two are connected already.');
  if (graph.takesFrom(source.node, target.node)) {
    const names = { from: nodeTitle(from, catalogue), to: nodeTitle(to, catalogue) };
    return refuse(`${names.from} already waits for ${names.to}: they would wait for each other.`);
  }
  return { ok: true };
}

/** The port, or why there is none. */
function portOf(
  catalogue: NodeCatalogue,
  node: WorkflowNode,
  side: 'output' | 'input',
  name: string,
): NodePort | string {
  const definition = catalogue.get(node.type);
  if (definition === null) return `The node type ${node.type} does not exist, so nothing fits its ports.`;
  const port = (side === 'output' ? definition.outputs : definition.inputs).find((each) => each.name === name);
  return port ?? `${nodeTitle(node, catalogue)} has no ${side} ${name}.`;
}
