import type { NodeDefinition, NodePort } from '../../../../shared/domain/nodeDefinition.ts';
import type { WorkflowConfig, WorkflowEdge } from '../../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../../shared/graph/nodeCatalogue.ts';
import type { Edit } from '../edit.ts';
import { familyReason } from '../familyOf.ts';
import { fittingPorts } from '../fittingPorts.ts';
import { lookUp } from '../graphLookup.ts';
import { portAt } from '../portAt.ts';
import { addNode } from './addNode.ts';
import { freeIds } from './freeIds.ts';
import { makeRoom } from './makeRoom.ts';

type Inserted =
  { readonly ok: true; readonly edit: Edit; readonly id: string } | { readonly ok: false; readonly reason: string };

/** A node of a type that is added on the way, or one that is there already. */
type What =
  { readonly definition: NodeDefinition; readonly at: { x: number; y: number } } | { readonly nodeId: string };

/**
 * Puts a node between the two ends of a wire: both must fit. The wire keeps the end that it has at an input, and with
 * it its place among the wires there; a new one leads into the node. What would be covered makes room.
 */
export function insertOnEdge(config: WorkflowConfig, catalogue: NodeCatalogue, edgeId: string, what: What): Inserted {
  const refuse = (reason: string): Inserted => ({ ok: false, reason });
  const edge = config.edges.find(({ id }) => id === edgeId);
  if (edge === undefined) return refuse(`There is no wire ${edgeId}.`);
  const inserted = 'nodeId' in what ? existing(config, catalogue, edge, what.nodeId) : what.definition;
  if (typeof inserted === 'string') return refuse(inserted);
  const foreign = familyReason(inserted, config.family);
  if (foreign !== null) return refuse(foreign);

  const ports = portsBetween(config, catalogue, edge, inserted, 'nodeId' in what ? what.nodeId : null);
  if (typeof ports === 'string') return refuse(ports);
  const added = 'nodeId' in what ? null : addNode(config, what);
  const id = added?.id ?? ('nodeId' in what ? what.nodeId : '');
  const into = { id: freeIds('e', config.edges)(), source: edge.source, target: { node: id, port: ports.input } };
  return {
    ok: true,
    id,
    edit: {
      label: `Insert ${inserted.label}`,
      change(draft) {
        added?.edit.change(draft);
        draft.edges.find((each) => each.id === edgeId)!.source = { node: id, port: ports.output };
        draft.edges.push(into);
        makeRoom(draft, catalogue, { node: id, source: edge.source.node, target: edge.target.node });
      },
      ...(added?.edit.select === undefined ? {} : { select: added.edit.select }),
    },
  };
}

/** What the catalogue says of a node of the document, or why it cannot stand on this wire. */
function existing(
  config: WorkflowConfig,
  catalogue: NodeCatalogue,
  { source, target }: WorkflowEdge,
  nodeId: string,
): NodeDefinition | string {
  const graph = lookUp(config);
  const node = graph.node(nodeId);
  if (node === null) return `There is no node ${nodeId}.`;
  const definition = catalogue.get(node.type);
  if (definition === null) return `The node type ${node.type} does not exist, so nothing fits its ports.`;
  const title = node.label ?? definition.label;
  if (nodeId === source.node || nodeId === target.node) return `${title} is at the end of this wire already.`;
  if (graph.takesFrom(source.node, nodeId) || graph.takesFrom(nodeId, target.node)) {
    return `${title} cannot stand there: it would wait for itself.`;
  }
  return definition;
}

/** The first free input that takes what the wire carries, and the first output that its end takes; or what is missing. */
function portsBetween(
  config: WorkflowConfig,
  catalogue: NodeCatalogue,
  { source, target }: WorkflowEdge,
  definition: NodeDefinition,
  nodeId: string | null,
): { input: string; output: string } | string {
  const carried = portAt(config, catalogue, { ...source, direction: 'output' });
  const taken = portAt(config, catalogue, { ...target, direction: 'input' });
  if (carried === null || taken === null) return 'This wire leads to a port that does not exist.';
  const { label } = definition;
  const fitting = fittingPorts(definition, carried, 'output');
  if (fitting.length === 0) return `${label} takes no ${wordsOf(carried)}.`;
  const isFree = ({ name, multiple }: NodePort): boolean =>
    multiple || nodeId === null || lookUp(config).into({ node: nodeId, port: name }).length === 0;
  const input = fitting.find(isFree);
  if (input === undefined) return `${label} is connected to ${wordsOf(carried)} already.`;
  const [output] = fittingPorts(definition, taken, 'input');
  return output === undefined ? `${label} gives no ${wordsOf(taken)}.` : { input: input.name, output: output.name };
}

function wordsOf({ types }: NodePort): string {
  return types.join(' or ');
}
