import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import type { PortType } from '../../../shared/domain/portType.ts';
import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import { downstreamOf } from '../../../shared/graph/downstreamOf.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { publishersOf } from '../../../shared/graph/publishersOf.ts';
import { choiceLabel } from '../settings/choiceLabel.ts';
import { nodeTitle } from '../document/nodeTitle.ts';

export interface ContractPort {
  readonly name: string;
  readonly label: string;
  readonly types: readonly PortType[];
  /** `optional`, `several`; '' = nothing to say. */
  readonly remark: string;
  readonly description: string;
}

interface ContractSummary {
  readonly consumes: readonly ContractPort[];
  readonly produces: readonly ContractPort[];
  /** Whether it makes a media asset, in words. */
  readonly publishes: string;
  /** The nodes that publish what comes of it instead. */
  readonly publishers: readonly { readonly id: string; readonly label: string }[];
  /** What it does to the world beyond that; null = nothing. */
  readonly effect: string | null;
  readonly uses: string;
}

/** What a node takes, gives and does, where it stands in this graph. */
export function contractSummary(
  config: WorkflowConfig,
  catalogue: NodeCatalogue,
  nodeId: string,
  definition: NodeDefinition,
): ContractSummary {
  const publishing = new Set(publishersOf(config, catalogue));
  const ahead = downstreamOf(config, [nodeId]);
  const others = config.nodes.filter(({ id }) => id !== nodeId && publishing.has(id) && ahead.has(id));
  const own = publishing.has(nodeId);
  return {
    consumes: definition.inputs.map((port) => contractPort(port, port.required)),
    produces: definition.outputs.map((port) => contractPort(port, true)),
    publishes: publishWords(definition, own, others.length > 0),
    publishers: own ? [] : others.map((node) => ({ id: node.id, label: nodeTitle(node, catalogue) })),
    effect: effectWords(definition),
    uses: definition.resource === 'blender' ? 'Blender, one slot' : 'No Blender',
  };
}

function contractPort(port: NodeDefinition['inputs'][number], required: boolean): ContractPort {
  const { name, label, types, multiple, description } = port;
  const remark = [required ? '' : 'optional', multiple ? 'several' : ''].filter(Boolean).join(', ');
  return { name, label, types, remark, description };
}

function publishWords({ contract }: NodeDefinition, own: boolean, others: boolean): string {
  if (own) {
    const what = contract.artifactKind ? `one ${choiceLabel(contract.artifactKind).toLowerCase()}` : 'one media asset';
    return contract.publishes === 'always' ? `Yes, ${what}.` : `Yes, ${what}: no node that saves follows.`;
  }
  if (others) return 'No.';
  return contract.effect === 'none' ? 'No, and no node after it does.' : 'No.';
}

function effectWords({ contract }: NodeDefinition): string | null {
  if (contract.effect === 'notify') return 'Notifies, when the run delivers.';
  return contract.effect === 'set_thumbnail' ? 'Sets the thumbnail of the product.' : null;
}
