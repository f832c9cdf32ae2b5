import type { RunSummary } from '../../shared/domain/run.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { RunRecord } from '../persistence/repositories/runRecord.ts';
import { dispatcherFor } from '../runtime/dispatch.ts';
import { type OrderOverrides, type OutputTypeService, withOverrides } from './outputTypeService.ts';
import type { RunLifecycle } from './runLifecycle.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

export interface OrderRequest {
  readonly productId: string;
  readonly outputTypeId: string;
  readonly priority: RunSummary['priority'];
  readonly overrides?: OrderOverrides;
}

export interface OrderWriter {
  /**
   * Order, order line and first run in one transaction: durable when this returns.
   * `instanceId` reserves the run for one process; null = whoever takes it from the queue.
   * @throws AppError what cannot be ordered, and why
   */
  create(request: OrderRequest, instanceId: string | null): RunRecord;
  /** A new run of the order line of `run`, with the output type as it was ordered. */
  repeat(run: RunRecord): RunRecord;
}

type OutputType = ReturnType<OutputTypeService['get']>;

/** The core fields that are known when a run is ordered. */
function orderedCore(
  { outputType, mode, productName }: { productName: string; outputType: OutputType; mode: RunRecord['mode'] },
  orderLine: string,
) {
  return {
    orderLine,
    product: productName,
    outputType: outputType.code,
    mode,
    executor: mode,
    engine: outputType.renderer.engine,
    samples: outputType.renderer.samples,
    seed: outputType.renderer.seed,
    width: outputType.profile.width,
    height: outputType.profile.height,
    frames: 1,
  };
}

export function createOrderWriter(
  context: ServiceContext,
  tools: { outputTypes: OutputTypeService; lifecycle: RunLifecycle },
): OrderWriter {
  const { runs, orders, products } = context.repositories;

  function insertRun(
    order: Parameters<typeof orderedCore>[0],
    line: { id: string; number: string },
    more: Pick<RunRecord, 'priority' | 'retryOf'> & { instanceId: string | null },
  ): RunRecord {
    const id = context.newId();
    return runs.insert({
      id,
      orderLineId: line.id,
      queuedAt: timestamp(context),
      folder: `runs/${id}`,
      core: orderedCore(order, line.number),
      ...more,
    });
  }

  return {
    create({ productId, outputTypeId, priority, overrides }, instanceId) {
      const product = products.get(productId);
      if (!product) throw new AppError('product.unknown', `There is no product ${productId}.`);
      if (!product.cadFileId) throw new AppError('product.no_cad', `${product.name} has no CAD file.`);
      const current = tools.outputTypes.get(outputTypeId);
      if (!current.active) throw new AppError('output_type.inactive', `Output type ${current.name} is not active.`);
      const outputType = withOverrides(current, overrides ?? {});
      const { mode } = dispatcherFor(outputType.rolloutMode);
      const run = context.transaction(() => {
        const ids = { orderId: context.newId(), orderLineId: context.newId() };
        const at = timestamp(context);
        const { line } = orders.create({ ...ids, productId, outputTypeId, ordered: outputType, at });
        return insertRun({ productName: product.name, outputType, mode }, line, {
          priority,
          instanceId,
          retryOf: null,
        });
      });
      tools.lifecycle.queued(run, `Ordered ${product.name} as ${outputType.code} (${run.orderLineNumber}).`);
      return run;
    },
    repeat(run) {
      const outputType = orders.line(run.orderLineId)?.ordered ?? tools.outputTypes.get(run.outputTypeId);
      const { productName, mode, priority } = run;
      const line = { id: run.orderLineId, number: run.orderLineNumber };
      const again = insertRun({ productName, outputType, mode }, line, { priority, instanceId: null, retryOf: run.id });
      tools.lifecycle.queued(again, `Repeats ${run.number}.`);
      return again;
    },
  };
}
