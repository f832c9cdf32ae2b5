import type { WorkflowConfig, WorkflowEdge } from '../../../../shared/domain/workflow.ts';
import { connectable } from '../../../../shared/graph/connectable.ts';
import type { NodeCatalogue } from '../../../../shared/graph/nodeCatalogue.ts';
import type { Edit } from '../edit.ts';
import { portAt } from '../portAt.ts';
import type { Selection } from '../selection.ts';
import { countOf } from './countOf.ts';
import { removeItems } from './removeItems.ts';
import { isSameEnd } from './wire.ts';

type Catalogue = Pick<NodeCatalogue, 'get'>;

/** Removes what is selected, and joins what the nodes that go stood between where it fits: the way back of an insertion. */
export function removeAndJoin(config: WorkflowConfig, catalogue: Catalogue, selection: Selection): Edit {
  const joined = joinsAcross(config, catalogue, selection);
  const removal = removeItems(config, selection, joined);
  return joined.size === 0
    ? removal
    : { ...removal, label: `${removal.label}, join ${countOf({ edges: joined.size })}` };
}

/**
 * The wires that lead past the selected nodes once these are gone, with what feeds each then. A wire keeps the end that
 * it has at an input; it takes the first of what its node took that fits there.
 */
export function joinsAcross(
  config: WorkflowConfig,
  catalogue: Catalogue,
  selection: Selection,
): ReadonlyMap<string, WorkflowEdge['source']> {
  const fits = (source: WorkflowEdge['source'], target: WorkflowEdge['target']): boolean => {
    const output = portAt(config, catalogue, { ...source, direction: 'output' });
    const input = portAt(config, catalogue, { ...target, direction: 'input' });
    return output !== null && input !== null && connectable(output, input).ok;
  };
  let edges = config.edges.filter(({ id }) => !selection.edges.has(id));
  for (const node of selection.nodes) {
    const into = edges.filter(({ target }) => target.node === node);
    const others = edges.filter(({ source, target }) => source.node !== node && target.node !== node);
    edges = edges.flatMap((edge) => {
      if (edge.target.node === node) return [];
      if (edge.source.node !== node) return [edge];
      const feeding = into.find(({ source }) => fits(source, edge.target));
      if (feeding === undefined || others.some((other) => isSameWire(other, { ...edge, source: feeding.source })))
        return [];
      return [{ ...edge, source: feeding.source }];
    });
  }
  const before = new Map(config.edges.map(({ id, source }) => [id, source]));
  return new Map(edges.filter(({ id, source }) => before.get(id) !== source).map(({ id, source }) => [id, source]));
}

function isSameWire(one: WorkflowEdge, other: WorkflowEdge): boolean {
  return isSameEnd(one.source, other.source) && isSameEnd(one.target, other.target);
}
