import type { WorkflowConfig, WorkflowEdge } from '../../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../../shared/graph/nodeCatalogue.ts';
import type { Attempt } from '../edit.ts';
import { canConnect } from './canConnect.ts';
import { displacedBy, dropEdges } from './wire.ts';

/** Takes a wire to other ends. It keeps its id and its place in the list, which inputs with several wires go by. */
export function reconnectEdge(
  config: WorkflowConfig,
  catalogue: NodeCatalogue,
  edgeId: string,
  source: WorkflowEdge['source'],
  target: WorkflowEdge['target'],
): Attempt {
  const others = config.edges.filter(({ id }) => id !== edgeId);
  if (others.length === config.edges.length) return { ok: false, reason: `There is no wire ${edgeId}.` };
  const without = { ...config, edges: others };
  const answer = canConnect(without, catalogue, source, target);
  if (!answer.ok) return answer;
  const displaced = displacedBy(without, catalogue, target);
  return {
    ok: true,
    edit: {
      label: 'Reconnect a wire',
      change(draft) {
        dropEdges(draft, displaced);
        const edge = draft.edges.find(({ id }) => id === edgeId)!;
        edge.source = { ...source };
        edge.target = { ...target };
      },
    },
  };
}
