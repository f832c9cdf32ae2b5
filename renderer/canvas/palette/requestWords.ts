import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import type { QuickAddRequest } from '../canvas.ts';
import { nodeTitleOf } from '../document/nodeTitle.ts';

/** What quick-add was opened for, in words; null = for any node. */
export function requestWords(
  config: WorkflowConfig,
  catalogue: Pick<NodeCatalogue, 'get'>,
  { from, onEdge }: Pick<QuickAddRequest, 'from' | 'onEdge'>,
): string | null {
  const titleOf = (id: string): string => nodeTitleOf(id, config, catalogue);
  if (onEdge !== null) {
    const edge = config.edges.find(({ id }) => id === onEdge);
    return edge === undefined
      ? 'This wire is not there any more.'
      : `Between ${titleOf(edge.source.node)} and ${titleOf(edge.target.node)}`;
  }
  if (from === null) return null;
  const end = `${from.port} of ${titleOf(from.node)}`;
  return from.direction === 'output' ? `Takes ${end}` : `Gives ${end}`;
}
