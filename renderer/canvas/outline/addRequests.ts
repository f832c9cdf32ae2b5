import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import type { QuickAddRequest } from '../canvas.ts';
import type { OpenEnd } from '../document/openEnd.ts';
import { nodeGeometry, nodeMeasures, portPoint } from '../geometry/nodeGeometry.ts';
import { freePlace } from '../geometry/freePlace.ts';

/** Asks for a node beside the one that the open end belongs to, at a place where none is. */
export function requestAtPort(config: WorkflowConfig, from: OpenEnd): QuickAddRequest {
  const node = config.nodes.find(({ id }) => id === from.node);
  const at = node ? freePlace(config, node, from.direction === 'output' ? 'right' : 'left') : { x: 0, y: 0 };
  // A wire is let go at the port of the new node, not at its corner.
  const first = nodeMeasures.head + nodeMeasures.portsTop + nodeMeasures.portRow / 2;
  const x = from.direction === 'output' ? at.x : at.x + nodeMeasures.width;
  return { at: { x, y: at.y + first }, from, onEdge: null };
}

/** Asks for a node after another: for its first output, or beside it when it gives nothing. */
export function requestAfter(config: WorkflowConfig, catalogue: NodeCatalogue, nodeId: string): QuickAddRequest {
  const node = config.nodes.find(({ id }) => id === nodeId);
  const output = node && catalogue.get(node.type)?.outputs[0];
  if (output) return requestAtPort(config, { node: nodeId, port: output.name, direction: 'output' });
  return { at: node ? freePlace(config, node, 'right') : { x: 0, y: 0 }, from: null, onEdge: null };
}

/** Asks for any node, right of all others. */
export function requestAnywhere(config: WorkflowConfig): QuickAddRequest {
  const last = config.nodes.reduce<WorkflowConfig['nodes'][number] | null>(
    (right, node) => (right === null || node.position.x > right.position.x ? node : right),
    null,
  );
  return { at: last ? freePlace(config, last, 'right') : { x: 0, y: 0 }, from: null, onEdge: null };
}

/** Asks for a node in the middle of a wire. */
export function requestOnEdge(config: WorkflowConfig, catalogue: NodeCatalogue, edgeId: string): QuickAddRequest {
  const edge = config.edges.find(({ id }) => id === edgeId);
  const pointOf = (end: { node: string; port: string }, direction: OpenEnd['direction']) => {
    const node = config.nodes.find(({ id }) => id === end.node);
    if (!node) return { x: 0, y: 0 };
    const point = portPoint(nodeGeometry(catalogue.get(node.type)), direction, end.port);
    return { x: node.position.x + point.x, y: node.position.y + point.y };
  };
  if (edge === undefined) return { at: { x: 0, y: 0 }, from: null, onEdge: edgeId };
  const [start, end] = [pointOf(edge.source, 'output'), pointOf(edge.target, 'input')];
  return { at: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 }, from: null, onEdge: edgeId };
}
