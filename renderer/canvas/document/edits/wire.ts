import type { WorkflowConfig, WorkflowEdge } from '../../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../../shared/graph/nodeCatalogue.ts';
import { lookUp } from '../graphLookup.ts';
import { portAt } from '../portAt.ts';

/** The wires that give way when this input gets another one: none when it takes several. */
export function displacedBy(
  config: WorkflowConfig,
  catalogue: Pick<NodeCatalogue, 'get'>,
  target: WorkflowEdge['target'],
): ReadonlySet<string> {
  const input = portAt(config, catalogue, { ...target, direction: 'input' });
  return new Set(
    input?.multiple === false
      ? lookUp(config)
          .into(target)
          .map(({ id }) => id)
      : [],
  );
}

/** Whether two ends of wires are the same port of the same node. */
export const isSameEnd = (one: WorkflowEdge['source'], other: WorkflowEdge['source']): boolean =>
  one.node === other.node && one.port === other.port;

/** Removes them in place. A list that loses nothing is not touched, so that it keeps its identity. */
export function dropEdges(draft: Pick<WorkflowConfig, 'edges'>, ids: ReadonlySet<string>): void {
  if (draft.edges.some(({ id }) => ids.has(id))) draft.edges = draft.edges.filter(({ id }) => !ids.has(id));
}
