import type { WorkflowConfig, WorkflowNode } from '../../../shared/domain/workflow.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import type { NodeRegistry, RegisteredNode } from '../contracts/node.ts';

/** The only node type that publishes: whatever publishes its own output does so through one of these. */
const SAVE_TYPE = 'output_save';

/**
 * Puts an `output_save` behind every node that has to publish its own output because none is downstream:
 *
 *     still                 still ── still-self-save
 *
 * so that exactly one way leads to a media asset. The saved workflow stays as it is.
 * @throws AppError `workflow.invalid` when such an output cannot be saved
 */
export function withSelfSaves(
  config: WorkflowConfig,
  registry: NodeRegistry,
  publishers: readonly string[],
): WorkflowConfig {
  const alone = config.nodes.filter(
    (node) => publishers.includes(node.id) && registry.get(node.type)?.definition.contract.publishes === 'unless_saved',
  );
  if (alone.length === 0) return config;
  const save = registry.get(SAVE_TYPE);
  if (!save) throw new Error(`The registry has no ${SAVE_TYPE}.`);
  const added = alone.map((node) => selfSave(node, registry.get(node.type), save));
  return {
    ...config,
    nodes: [...config.nodes, ...added.map(({ node }) => node)],
    edges: [...config.edges, ...added.map(({ edge }) => edge)],
  };
}

function selfSave(
  node: WorkflowNode,
  publisher: RegisteredNode | null,
  save: RegisteredNode,
): { node: WorkflowNode; edge: WorkflowConfig['edges'][number] } {
  const label = node.label ?? publisher?.definition.label ?? node.type;
  for (const output of publisher?.spec.outputs ?? []) {
    const input = save.spec.inputs.find(({ types }) => output.types.some((type) => types.includes(type)));
    if (!input) continue;
    const id = `${node.id}-self-save`;
    return {
      node: {
        id,
        type: SAVE_TYPE,
        version: save.spec.version,
        position: node.position,
        settings: promisedKind(publisher, save),
        label: `Save of ${label}`,
      },
      edge: {
        id,
        source: { node: node.id, port: output.name },
        target: { node: id, port: input.name },
      },
    };
  }
  throw new AppError('workflow.invalid', `${label} gives nothing that can be saved.`, {
    remedy: 'Connect it to a node whose output can be saved, and that to a save node.',
    details: { nodeId: node.id, nodeType: node.type },
  });
}

/** A save node promises a kind in its settings: here that of what it saves. */
function promisedKind(publisher: RegisteredNode | null, save: RegisteredNode): WorkflowNode['settings'] {
  const kind = publisher?.definition.contract.artifactKind ?? null;
  return kind !== null && 'expectedArtifact' in save.definition.defaults ? { expectedArtifact: kind } : {};
}
