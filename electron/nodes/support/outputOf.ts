import type { PortType } from '../../../shared/domain/portType.ts';
import type { NodeOutputs } from '../../runtime/contracts/node.ts';
import type { PortValue } from '../../runtime/contracts/portValues.ts';

/** An output by its name, as the type that the definition promises. */
export function outputOf<T extends PortType>(outputs: NodeOutputs, name: string, type: T): PortValue<T> {
  const value = outputs[name];
  if (value?.type !== type) throw new Error(`There is no output '${name}' of the type ${type}.`);
  return value as PortValue<T>;
}
