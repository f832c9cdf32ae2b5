import type { ExecutionMode } from '../../shared/domain/outputType.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { DispatchContext, Dispatcher, DispatchOrder, DispatchOutcome } from './contracts/dispatch.ts';
import { legacyDispatcher } from './legacy/legacyDispatcher.ts';

/** Every mode that can be dispatched today. */
const dispatchers: readonly Dispatcher[] = [legacyDispatcher];

/**
 * The mode in force for a dispatch: the output type's rollout, else legacy.
 * @throws AppError `output_type.invalid_contract` when nothing here can run that mode.
 */
export function dispatcherFor(requested: ExecutionMode | null): Dispatcher {
  const mode = requested ?? 'legacy';
  const dispatcher = dispatchers.find((candidate) => candidate.mode === mode);
  if (dispatcher) return dispatcher;
  throw new AppError('output_type.invalid_contract', `This version cannot run orders in mode '${mode}'.`, {
    remedy: 'Set the rollout of the output type to legacy.',
    details: { mode },
  });
}

/** The one seam where a mode becomes work. */
export function dispatch(
  mode: ExecutionMode | null,
  order: DispatchOrder,
  context: DispatchContext,
): Promise<DispatchOutcome> {
  return dispatcherFor(mode).dispatch(order, context);
}
