import type { NodePort } from '../../domain/nodeDefinition.ts';
import type { WorkflowEdge } from '../../domain/workflow.ts';
import type { WorkflowProblem } from '../../domain/workflowProblem.ts';
import { connectable } from '../connectable.ts';
import type { GraphIndex } from '../indexGraph.ts';
import { nearestName } from '../nearestName.ts';
import { nodeName } from '../nodeName.ts';
import { workflowProblem } from '../workflowProblem.ts';

/** In larger graphs a near id means little, and looking for it takes long. */
const MOST_SUGGESTED = 200;

type End = 'source' | 'target';

/** Each edge: both ends exist, the types fit, and no input is taken twice. */
export function edgeChecks(graph: GraphIndex): WorkflowProblem[] {
  const drawn = new Set<string>();
  const taken = new Map<string, string>();
  return graph.config.edges.flatMap((edge) => {
    const problems = [
      ...endCheck(graph, edge, 'source'),
      ...endCheck(graph, edge, 'target'),
      ...typeCheck(graph, edge),
    ];
    const target = `${edge.target.node}.${edge.target.port}`;
    const line = `${edge.source.node}.${edge.source.port} -> ${target}`;
    const before = taken.get(target);
    if (drawn.has(line)) problems.push(duplicate(edge, line));
    else if (before !== undefined && portOf(graph, edge, 'target')?.multiple === false) {
      problems.push(inputTaken(edge, target, before));
    }
    drawn.add(line);
    if (before === undefined) taken.set(target, edge.id);
    return problems;
  });
}

function portOf(graph: GraphIndex, edge: WorkflowEdge, end: End): NodePort | null {
  const definition = graph.nodes.get(edge[end].node)?.definition;
  const ports = end === 'source' ? definition?.outputs : definition?.inputs;
  return ports?.find(({ name }) => name === edge[end].port) ?? null;
}

function endCheck(graph: GraphIndex, edge: WorkflowEdge, end: End): WorkflowProblem[] {
  const { node: id, port } = edge[end];
  const found = graph.nodes.get(id);
  if (found === undefined) {
    const nearest = graph.nodes.size > MOST_SUGGESTED ? null : nearestName(id, graph.nodes.keys());
    const remedy = nearest === null ? 'Remove the edge.' : `Did you mean ${nearest}? Connect it again or remove it.`;
    const message = `Edge ${edge.id}: there is no node ${id}.`;
    return [workflowProblem('edge.unknown_node', message, remedy, { edgeId: edge.id, field: `${end}.node` })];
  }
  // Of an unknown type no port is known: nodeChecks has told the type.
  if (found.definition === null || portOf(graph, edge, end) !== null) return [];
  const ports = end === 'source' ? found.definition.outputs : found.definition.inputs;
  const side = end === 'source' ? 'output' : 'input';
  const known = ports.map(({ name }) => name).join(', ');
  return [
    workflowProblem(
      'edge.unknown_port',
      `Edge ${edge.id}: ${nodeName(found.node)} has no ${side} ${port}.`,
      known === '' ? `Remove the edge: ${found.node.type} has no ${side}s.` : `Connect it to one of: ${known}.`,
      { edgeId: edge.id, nodeId: id, port, field: `${end}.port` },
    ),
  ];
}

function typeCheck(graph: GraphIndex, edge: WorkflowEdge): WorkflowProblem[] {
  const source = portOf(graph, edge, 'source');
  const target = portOf(graph, edge, 'target');
  if (source === null || target === null) return [];
  const { catalogue, config } = graph;
  const fit = connectable(source, target, { catalogue, family: config.family });
  if (fit.ok) return [];
  const line = `${edge.source.node}.${edge.source.port} -> ${edge.target.node}.${edge.target.port}`;
  const place = { edgeId: edge.id, nodeId: edge.target.node, port: edge.target.port };
  const remedy = 'Remove the edge, or put a node between that turns one into the other.';
  return [workflowProblem('edge.type_mismatch', `Edge ${edge.id} (${line}): ${fit.reason}`, remedy, place)];
}

function duplicate(edge: WorkflowEdge, line: string): WorkflowProblem {
  const place = { edgeId: edge.id, nodeId: edge.target.node, port: edge.target.port };
  return workflowProblem('edge.duplicate', `Edge ${edge.id} repeats ${line}.`, 'Remove one of them.', place);
}

function inputTaken(edge: WorkflowEdge, target: string, before: string): WorkflowProblem {
  const place = { edgeId: edge.id, nodeId: edge.target.node, port: edge.target.port };
  const message = `Edge ${edge.id}: ${target} takes one connection and already has edge ${before}.`;
  return workflowProblem('edge.input_taken', message, 'Remove one of them.', place);
}
