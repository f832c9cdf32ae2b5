import type { NodeDefinition, NodePort } from '../../../shared/domain/nodeDefinition.ts';
import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import type { QuickAddRequest } from '../canvas.ts';
import { fittingPorts } from '../document/fittingPorts.ts';
import type { OpenEnd } from '../document/openEnd.ts';
import { portAt } from '../document/portAt.ts';

type Types = Pick<NodePort, 'types'>;

/** What a new node must fit: the output that would lead into it, the input that would take from it. null = neither asked. */
export interface OpenWire {
  readonly source: Types | null;
  readonly target: Types | null;
}

/** The ports of a new node that would be connected, with the types that would flow there. */
export interface FittingPorts {
  readonly input: NodePort | null;
  readonly output: NodePort | null;
}

/** Fits nothing: the port that the wire comes from is not there any more. */
const GONE: Types = { types: [] };

/** The ends that wait for a node: of the wire being drawn, or of the wire that the node is put on. */
export function openWire(
  config: WorkflowConfig,
  catalogue: Pick<NodeCatalogue, 'get'>,
  { from, onEdge }: Pick<QuickAddRequest, 'from' | 'onEdge'>,
): OpenWire {
  const typesAt = (end: OpenEnd): Types => portAt(config, catalogue, end) ?? GONE;
  if (onEdge !== null) {
    const edge = config.edges.find(({ id }) => id === onEdge);
    if (edge === undefined) return { source: GONE, target: GONE };
    return {
      source: typesAt({ ...edge.source, direction: 'output' }),
      target: typesAt({ ...edge.target, direction: 'input' }),
    };
  }
  return {
    source: from?.direction === 'output' ? typesAt(from) : null,
    target: from?.direction === 'input' ? typesAt(from) : null,
  };
}

/** The first ports of the node that fit, in the order of its definition; null = it does not fit. */
export function portsOnWire(definition: NodeDefinition, { source, target }: OpenWire): FittingPorts | null {
  const input = source && fittingPorts(definition, source, 'output')[0];
  const output = target && fittingPorts(definition, target, 'input')[0];
  if (input === undefined || output === undefined) return null;
  return { input: input && narrowed(input, source), output: output && narrowed(output, target) };
}

function narrowed(port: NodePort, end: Types | null): NodePort {
  return { ...port, types: port.types.filter((type) => end?.types.includes(type)) };
}
