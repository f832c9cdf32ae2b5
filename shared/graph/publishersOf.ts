import type { WorkflowConfig } from '../domain/workflow.ts';
import { upstreamOf } from './downstreamOf.ts';
import type { NodeCatalogue } from './nodeCatalogue.ts';

/**
 * The nodes that publish in an authoritative run, in the order of the config: those that always do, and those that do
 * when nothing downstream of them does it.
 */
export function publishersOf(
  config: Pick<WorkflowConfig, 'nodes' | 'edges'>,
  catalogue: Pick<NodeCatalogue, 'get'>,
): string[] {
  const publishes = new Map(
    config.nodes.map(({ id, type }) => [id, catalogue.get(type)?.contract.publishes ?? 'never']),
  );
  const savers = [...publishes].flatMap(([id, when]) => (when === 'always' ? [id] : []));
  const saved = upstreamOf(config, savers);
  return [...publishes].flatMap(([id, when]) =>
    when === 'always' || (when === 'unless_saved' && !saved.has(id)) ? [id] : [],
  );
}
