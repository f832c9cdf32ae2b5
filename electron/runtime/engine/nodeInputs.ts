import type { PortType } from '../../../shared/domain/portType.ts';
import type { NodeContext } from '../contracts/node.ts';
import type { PortValue } from '../contracts/portValues.ts';
import type { GivenInputs } from './givenInputs.ts';
import type { GraphNode } from './preparedGraph.ts';

/**
 * How a node reads what comes in. Asking for a port or a type that its definition does not have is a mistake in the
 * node's code and throws a plain Error that says so.
 */
export function nodeInputs(node: GraphNode, inputs: GivenInputs): Pick<NodeContext, 'input' | 'inputs'> {
  const portOf = (name: string) => {
    const port = node.registered.spec.inputs.find((candidate) => candidate.name === name);
    if (!port) throw new Error(`Node type ${node.type} reads input ${name}, which its definition does not have.`);
    return port;
  };
  const valuesAt = <T extends PortType>(name: string, types: readonly T[]): PortValue<T>[] =>
    (inputs.get(name) ?? []).map(({ value }) => {
      if (isOneOf(value, types)) return value;
      throw new Error(`Node type ${node.type} reads input ${name} as ${types.join(' or ')}, but it is ${value.type}.`);
    });
  return {
    input(name, ...types) {
      if (portOf(name).multiple) throw new Error(`Input ${name} of ${node.type} takes several: read it with inputs().`);
      return valuesAt(name, types)[0] ?? null;
    },
    inputs(name, ...types) {
      portOf(name);
      return valuesAt(name, types);
    },
  };
}

function isOneOf<T extends PortType>(value: PortValue, types: readonly T[]): value is PortValue<T> {
  return types.some((type) => type === value.type);
}
