import type { ExecutionMode } from '../../shared/domain/outputType.ts';
import { AppError, type ErrorValue, toErrorValue } from '../../shared/errors/appError.ts';
import type { DispatchContext, DispatchOrder, DispatchOutcome, Notifier } from './contracts/dispatch.ts';
import { legacyDispatcher } from './legacy/legacyDispatcher.ts';

/** Carries the order out by its workflow, with authority. Rejects with AppError. */
export type RunGraph = (order: DispatchOrder, signal: AbortSignal) => Promise<{ mediaAssetId: string }>;

export interface DispatchTools {
  /** What legacy works with: always at hand, whatever the mode. */
  readonly context: DispatchContext;
  /** null = this build has no graph engine. */
  readonly graph: RunGraph | null;
  /** Told before legacy takes over, so that it is known why even if the application ends now. */
  readonly onFallback: (why: ErrorValue) => void;
}

/** Whoever hears of the delivery hears that it was not the graph that delivered. */
function tellingOf({ message }: ErrorValue, context: DispatchContext): DispatchContext {
  const words = `Delivered by legacy. Graph failed: ${message}`;
  const notifier: Notifier = { delivered: (order, asset) => context.notifier.delivered(order, asset, words) };
  return { ...context, notifier };
}

async function runLegacy(
  order: DispatchOrder,
  tools: DispatchTools,
  fallback: ErrorValue | null,
): Promise<DispatchOutcome> {
  const { context } = tools;
  const { mediaAssetId } = await legacyDispatcher.dispatch(order, fallback ? tellingOf(fallback, context) : context);
  return { mediaAssetId, executor: 'legacy', fallback };
}

/** The graph delivers; if it cannot, for whatever reason, legacy delivers the same order line. */
async function runGraph(order: DispatchOrder, tools: DispatchTools): Promise<DispatchOutcome> {
  const { signal } = tools.context;
  try {
    if (!tools.graph) throw new AppError('graph.engine_missing', 'This build has no graph engine.');
    const { mediaAssetId } = await tools.graph(order, signal);
    return { mediaAssetId, executor: 'graph', fallback: null };
  } catch (thrown) {
    // Whoever cancels wants no picture at all.
    if (signal.aborted) throw thrown;
    const why = toErrorValue(thrown);
    tools.onFallback(why);
    return runLegacy(order, tools, why);
  }
}

/**
 * The one seam where a mode becomes work. In mode shadow legacy delivers here as in mode legacy; the observer comes
 * after the delivery, from the queue (services/observationRunner.ts).
 */
export function dispatch(mode: ExecutionMode, order: DispatchOrder, tools: DispatchTools): Promise<DispatchOutcome> {
  return mode === 'graph' ? runGraph(order, tools) : runLegacy(order, tools, null);
}
