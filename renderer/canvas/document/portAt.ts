import type { NodePort } from '../../../shared/domain/nodeDefinition.ts';
import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { lookUp } from './graphLookup.ts';
import type { OpenEnd } from './openEnd.ts';

/** The port that an end names, as its node type declares it; null = there is no such node, type or port. */
export function portAt(
  config: WorkflowConfig,
  catalogue: Pick<NodeCatalogue, 'get'>,
  { node, port, direction }: OpenEnd,
): NodePort | null {
  const definition = catalogue.get(lookUp(config).node(node)?.type ?? '');
  const ports = direction === 'output' ? definition?.outputs : definition?.inputs;
  return ports?.find(({ name }) => name === port) ?? null;
}
