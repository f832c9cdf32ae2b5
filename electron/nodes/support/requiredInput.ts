import type { PortType } from '../../../shared/domain/portType.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import type { NodeContext } from '../../runtime/contracts/node.ts';
import type { PortValue } from '../../runtime/contracts/portValues.ts';

/**
 * The value at an input that the definition requires.
 * @throws AppError `node.input_missing`
 */
export function requiredInput<T extends PortType>(
  context: Pick<NodeContext, 'node' | 'input'>,
  port: string,
  ...types: T[]
): PortValue<T> {
  const value = context.input(port, ...types);
  if (value) return value;
  throw new AppError('node.input_missing', `Nothing is connected to the input '${port}' of ${context.node.label}.`, {
    details: { node: context.node.id, port },
  });
}
