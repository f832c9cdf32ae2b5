import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import type { OpenEnd } from '../document/openEnd.ts';
import { canConnect } from '../document/edits/canConnect.ts';
import { endsOf } from './connectionEnds.ts';
import type { PlacedNode } from './placeDocument.ts';

export const portKey = ({ node, port, direction }: OpenEnd): string => `${direction} ${node} ${port}`;

/** The ports of some nodes that take a wire from an open end, by `portKey`. */
export function fittingPorts(
  config: WorkflowConfig,
  catalogue: NodeCatalogue,
  from: OpenEnd,
  nodes: Iterable<PlacedNode>,
): ReadonlySet<string> {
  const direction = from.direction === 'output' ? 'input' : 'output';
  const fitting = new Set<string>();
  for (const { id, geometry } of nodes) {
    for (const port of (direction === 'input' ? geometry.inputs : geometry.outputs).keys()) {
      const end: OpenEnd = { node: id, port, direction };
      const ends = endsOf(from, end);
      if (ends.ok && canConnect(config, catalogue, ends.source, ends.target).ok) fitting.add(portKey(end));
    }
  }
  return fitting;
}
