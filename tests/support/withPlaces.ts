import type { WorkflowConfig } from '../../shared/domain/workflow.ts';

/** The config with its nodes where `places` says, by id. */
export function withPlaces(
  config: WorkflowConfig,
  places: Readonly<Record<string, readonly [x: number, y: number]>>,
): WorkflowConfig {
  const nodes = config.nodes.map((node) => {
    const [x, y] = places[node.id] ?? [node.position.x, node.position.y];
    return { ...node, position: { x, y } };
  });
  return { ...config, nodes };
}
