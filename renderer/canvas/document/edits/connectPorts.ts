import type { WorkflowConfig, WorkflowEdge } from '../../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../../shared/graph/nodeCatalogue.ts';
import type { Attempt } from '../edit.ts';
import { canConnect } from './canConnect.ts';
import { freeIds } from './freeIds.ts';
import { displacedBy, dropEdges } from './wire.ts';

/** Wires an output to an input. What the input had, and cannot keep beside it, gives way. */
export function connectPorts(
  config: WorkflowConfig,
  catalogue: NodeCatalogue,
  source: WorkflowEdge['source'],
  target: WorkflowEdge['target'],
): Attempt {
  const answer = canConnect(config, catalogue, source, target);
  if (!answer.ok) return answer;
  const displaced = displacedBy(config, catalogue, target);
  const edge = { id: freeIds('e', config.edges)(), source: { ...source }, target: { ...target } };
  return {
    ok: true,
    edit: {
      label: displaced.size > 0 ? 'Replace a wire' : 'Connect',
      change(draft) {
        dropEdges(draft, displaced);
        draft.edges.push(edge);
      },
    },
  };
}
