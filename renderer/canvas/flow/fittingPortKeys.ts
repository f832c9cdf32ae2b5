import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { connectablePorts } from '../document/connectablePorts.ts';
import type { OpenEnd } from '../document/openEnd.ts';
import type { PlacedNode } from './placeDocument.ts';

export const portKey = ({ node, port, direction }: OpenEnd): string => `${direction} ${node} ${port}`;

/** The ports of some nodes that take a wire from an open end, by `portKey`. */
export function fittingPortKeys(
  config: WorkflowConfig,
  catalogue: NodeCatalogue,
  from: OpenEnd,
  nodes: Iterable<Pick<PlacedNode, 'id'>>,
): ReadonlySet<string> {
  const direction = from.direction === 'output' ? 'input' : 'output';
  const fitting = new Set<string>();
  for (const { id } of nodes) {
    for (const { name } of connectablePorts(config, catalogue, from, id).ports) {
      fitting.add(portKey({ node: id, port: name, direction }));
    }
  }
  return fitting;
}
