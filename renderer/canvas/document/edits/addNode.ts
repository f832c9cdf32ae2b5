import type { NodeDefinition } from '../../../../shared/domain/nodeDefinition.ts';
import type { WorkflowConfig, WorkflowEdge, WorkflowNode } from '../../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../../shared/graph/nodeCatalogue.ts';
import type { Edit } from '../edit.ts';
import { fittingPorts } from '../fittingPorts.ts';
import type { OpenEnd } from '../openEnd.ts';
import { portAt } from '../portAt.ts';
import { selectionOf } from '../selection.ts';
import { wireBetween } from '../wireBetween.ts';
import { freeIds } from './freeIds.ts';
import { snap } from './snap.ts';
import { displacedBy, dropEdges } from './wire.ts';

interface NewNode {
  readonly definition: NodeDefinition;
  /** Its upper left corner. */
  readonly at: { readonly x: number; readonly y: number };
}

/** What the open end gives or takes is known to the catalogue only. */
type Wiring =
  | { readonly connect?: null | undefined; readonly catalogue?: NodeCatalogue }
  | { readonly connect: OpenEnd | null; readonly catalogue: NodeCatalogue };

/** Adds a node with all settings at their defaults and, if asked for, wires its first fitting port to an open end. */
export function addNode(config: WorkflowConfig, added: NewNode & Wiring): { edit: Edit; id: string } {
  const { definition, at, connect = null, catalogue } = added;
  const id = freeIds('n', config.nodes)();
  const node: WorkflowNode = {
    id,
    type: definition.type,
    version: definition.version,
    position: snap(at),
    settings: {},
  };
  const edge = connect === null ? null : wireTo(config, catalogue!, definition, id, connect);
  const displaced = edge === null ? new Set<string>() : displacedBy(config, catalogue!, edge.target);
  return {
    id,
    edit: {
      label: `Add ${definition.label}`,
      change(draft) {
        draft.nodes.push(node);
        if (edge === null) return;
        dropEdges(draft, displaced);
        draft.edges.push(edge);
      },
      select: selectionOf({ nodes: [id] }),
    },
  };
}

function wireTo(
  config: WorkflowConfig,
  catalogue: NodeCatalogue,
  definition: NodeDefinition,
  nodeId: string,
  open: OpenEnd,
): WorkflowEdge | null {
  const port = portAt(config, catalogue, open);
  const [fitting] = port === null ? [] : fittingPorts(definition, port, open.direction);
  if (fitting === undefined) return null;
  return { id: freeIds('e', config.edges)(), ...wireBetween(open, { node: nodeId, port: fitting.name }) };
}
