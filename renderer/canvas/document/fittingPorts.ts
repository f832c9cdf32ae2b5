import type { NodeDefinition, NodePort } from '../../../shared/domain/nodeDefinition.ts';
import { connectable } from '../../../shared/graph/connectable.ts';
import type { OpenEnd } from './openEnd.ts';

type Sides = Pick<NodeDefinition, 'inputs' | 'outputs'>;

/** The ports of a node type that an open end looks for: inputs when it is an output, and the other way round. */
export function facingPorts({ inputs, outputs }: Sides, direction: OpenEnd['direction']): readonly NodePort[] {
  return direction === 'output' ? inputs : outputs;
}

/**
 * Those of them that fit it by their types, in the order of the definition. That is all to ask of a node that is not in
 * the document yet; whether a node of the document takes a wire is asked of `connectablePorts`.
 * @param open what flows out of the open end, or what it takes
 */
export function fittingPorts(
  definition: Sides,
  open: Pick<NodePort, 'types'>,
  direction: OpenEnd['direction'],
): readonly NodePort[] {
  const fits = (port: NodePort) => (direction === 'output' ? connectable(open, port) : connectable(port, open)).ok;
  return facingPorts(definition, direction).filter(fits);
}
