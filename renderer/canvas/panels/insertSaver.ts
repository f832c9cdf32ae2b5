import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import type { WorkflowConfig, WorkflowNode } from '../../../shared/domain/workflow.ts';
import { artifactKindsOf } from '../../../shared/graph/artifactContract.ts';
import { connectable } from '../../../shared/graph/connectable.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { orderNodes } from '../../../shared/graph/orderNodes.ts';
import { addNode } from '../document/edits/addNode.ts';
import { setSetting } from '../document/edits/setSetting.ts';
import type { Edit } from '../document/edit.ts';
import { freePlace } from '../geometry/freePlace.ts';

/** The node type of a family that publishes what it is given, when this build has one. */
function saverOf(config: WorkflowConfig, catalogue: NodeCatalogue): NodeDefinition | null {
  const isSaver = ({ contract, families, disabled }: NodeDefinition) =>
    contract.publishes === 'always' && disabled === null && families.includes(config.family);
  return catalogue.list().find(isSaver) ?? null;
}

/**
 * Puts a node after this one that publishes its output, set to expect what comes.
 * @returns null when nothing that the node gives can be delivered
 */
export function insertSaver(config: WorkflowConfig, catalogue: NodeCatalogue, node: WorkflowNode): Edit | null {
  const saver = saverOf(config, catalogue);
  const input = saver?.inputs.find(({ required }) => required);
  const definition = catalogue.get(node.type);
  const output = input && definition?.outputs.find((port) => deliverable(port, input, config));
  if (!saver || !definition || !output) return null;
  const connect = { node: node.id, port: output.name, direction: 'output' } as const;
  const added = addNode(config, { definition: saver, at: freePlace(config, node, 'right'), connect, catalogue });
  const kind = definition.contract.artifactKind ?? artifactKindsOf(output.types[0]!, config.family)[0]!;
  const expects = setSetting(added.id, 'expectedArtifact', kind);
  return {
    ...added.edit,
    label: `Insert ${saver.type}`,
    change: (draft) => {
      added.edit.change(draft);
      if (saver.defaults['expectedArtifact'] !== kind) expects.change(draft);
    },
  };
}

/** The last node of the graph whose output nobody takes and that can be delivered. */
export function lastDeliverable(config: WorkflowConfig, catalogue: NodeCatalogue): WorkflowNode | null {
  const input = saverOf(config, catalogue)?.inputs.find(({ required }) => required);
  if (!input) return null;
  const taken = new Set(config.edges.map(({ source }) => source.node));
  const last = orderNodes(config).order.findLast((id) => {
    const type = config.nodes.find((node) => node.id === id)?.type ?? '';
    return !taken.has(id) && catalogue.get(type)?.outputs.some((port) => deliverable(port, input, config));
  });
  return config.nodes.find(({ id }) => id === last) ?? null;
}

type Port = NodeDefinition['outputs'][number];

function deliverable(output: Port, input: Port, { family }: WorkflowConfig): boolean {
  return connectable(output, input).ok && artifactKindsOf(output.types[0]!, family).length > 0;
}
