import type { PortValue } from '../contracts/portValues.ts';
import type { GraphNode } from './preparedGraph.ts';

/** A value with the hash of its content. */
export interface GivenValue {
  readonly value: PortValue;
  readonly hash: string;
}

/** What a node has given, by port. */
export type GivenOutputs = ReadonlyMap<string, GivenValue>;

/** What comes in at a node, by port, in the order of the edges. */
export type GivenInputs = ReadonlyMap<string, readonly GivenValue[]>;

/** @throws Error when a source has not given what its definition names: outputs are checked before they get here */
export function givenInputs(node: GraphNode, outputsOf: (nodeId: string) => GivenOutputs): GivenInputs {
  const inputs = new Map<string, GivenValue[]>();
  for (const source of node.sources) {
    const given = outputsOf(source.node).get(source.output);
    if (!given) throw new Error(`Node ${source.node} has not given ${source.output}, which ${node.id} needs.`);
    inputs.set(source.port, [...(inputs.get(source.port) ?? []), given]);
  }
  return inputs;
}
