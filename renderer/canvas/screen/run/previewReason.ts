import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import type { WorkflowProblem } from '../../../../shared/domain/workflowProblem.ts';
import { upstreamOf } from '../../../../shared/graph/downstreamOf.ts';
import type { NodeCatalogue } from '../../../../shared/graph/nodeCatalogue.ts';
import { formatCounted } from '../../../ui/format.ts';

interface Situation {
  readonly config: WorkflowConfig;
  readonly catalogue: NodeCatalogue;
  readonly problems: readonly WorkflowProblem[];
  readonly hasProduct: boolean;
  /** null = not known yet. */
  readonly blender: { readonly usable: boolean } | null;
}

/** Why the graph cannot be run up to this node, with the remedy; null = it can. */
export function previewReason(nodeId: string, situation: Situation): string | null {
  const { config, catalogue, problems, hasProduct, blender } = situation;
  const parts = upstreamOf(config, [nodeId]).add(nodeId);
  const definitions = config.nodes.flatMap((node) => (parts.has(node.id) ? [catalogue.get(node.type)] : []));
  if (definitions.length === 0) return 'Choose a node of this workflow';
  const errors = problems.filter(
    ({ severity, nodeId: at }) => severity === 'error' && at !== null && parts.has(at),
  ).length;
  if (errors > 0) return `Fix ${formatCounted(errors, 'problem')} up to here first`;
  if (!hasProduct) return 'Import a STEP file first';
  const rendersInBlender = definitions.some((definition) => definition?.resource === 'blender');
  if (rendersInBlender && blender !== null && !blender.usable) return 'Blender was not found. Choose one in Settings';
  return null;
}
