import type { ExecutionMode, OutputType } from '../../shared/domain/outputType.ts';
import { framesOf } from '../../shared/domain/framesOf.ts';
import type { RunSummary } from '../../shared/domain/run.ts';
import { AppError, toErrorValue } from '../../shared/errors/appError.ts';
import type { RunRecord } from '../persistence/repositories/runRecord.ts';
import type { RunWorkflow } from '../runtime/contracts/runWorkflow.ts';
import { type OrderOverrides, type OutputTypeService, withOverrides } from './outputTypeService.ts';
import type { RunLifecycle } from './runLifecycle.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

export interface OrderRequest {
  readonly productId: string;
  readonly outputTypeId: string;
  readonly priority: RunSummary['priority'];
  readonly overrides?: OrderOverrides;
  /** Another workflow than that of the output type; `revision` null = the latest. */
  readonly workflow?: { readonly id: string; readonly revision: number | null };
  /** Another mode than the one in force. */
  readonly mode?: ExecutionMode;
  readonly reuse?: RunRecord['reuse'];
}

/** What a repeated run does differently. */
export interface RepeatOptions {
  /** start: the graph runs every node again. */
  readonly from: 'failed' | 'start';
  readonly revision: 'original' | 'current';
}

export interface OrderWriter {
  /**
   * Order, order line and first run in one transaction: durable when this returns.
   * `instanceId` reserves the run for one process; null = whoever takes it from the queue.
   * @throws AppError what cannot be ordered, and why
   */
  create(request: OrderRequest, instanceId: string | null): RunRecord;
  /** A new run of the order line of `run`, with the output type as it was ordered. */
  repeat(run: RunRecord, options: RepeatOptions, instanceId: string | null): RunRecord;
}

interface Ordered {
  readonly productName: string;
  readonly outputType: OutputType;
  readonly mode: ExecutionMode;
  readonly workflow: RunWorkflow | null;
}

/** The core fields that are known when a run is ordered. */
function orderedCore({ outputType, mode, productName, workflow }: Ordered, orderLine: string) {
  const { renderer, profile } = outputType;
  return {
    orderLine,
    product: productName,
    outputType: outputType.code,
    mode,
    executor: mode === 'graph' ? 'graph' : 'legacy',
    workflowRevision: workflow && `${workflow.name}@${workflow.revision}`,
    engine: renderer.engine,
    samples: renderer.samples,
    seed: renderer.seed,
    width: profile.width,
    height: profile.height,
    frames: framesOf(outputType),
  };
}

/**
 * The mode that an order asks for: its own, else the output type's rollout, else the workflow's, else legacy.
 * @throws AppError `output_type.invalid_contract` for a mode that needs a workflow when there is none
 */
function modeOf(request: OrderRequest, outputType: OutputType, workflow: RunWorkflow | null): ExecutionMode {
  const mode = request.mode ?? outputType.rolloutMode ?? workflow?.config.executionMode ?? 'legacy';
  if (mode === 'legacy' || workflow) return mode;
  throw new AppError(
    'output_type.invalid_contract',
    `${outputType.name} names no workflow that mode ${mode} could run.`,
    {
      remedy: 'Choose a workflow for it, or set its rollout to legacy.',
      details: { mode, outputType: outputType.code },
    },
  );
}

export function createOrderWriter(
  context: ServiceContext,
  tools: {
    outputTypes: OutputTypeService;
    lifecycle: RunLifecycle;
    workflows: { resolve(id: string, revision: number | null): RunWorkflow };
  },
): OrderWriter {
  const { runs, orders, products } = context.repositories;
  const demand = (id: string, revision: number | null): RunWorkflow => tools.workflows.resolve(id, revision);

  function insertRun(
    order: Ordered,
    line: { id: string; number: string },
    more: Pick<RunRecord, 'priority' | 'retryOf' | 'reuse'> & { instanceId: string | null },
  ): RunRecord {
    const id = context.newId();
    return runs.insert({
      id,
      orderLineId: line.id,
      queuedAt: timestamp(context),
      folder: `runs/${id}`,
      workflow: order.workflow && { id: order.workflow.id, revision: order.workflow.revision },
      core: orderedCore(order, line.number),
      ...more,
    });
  }

  /** Legacy delivers without it: one that is gone or damaged must not keep an order line from its output. */
  function resolveIfSound(id: string, revision: number | null): RunWorkflow | null {
    try {
      return tools.workflows.resolve(id, revision);
    } catch (thrown) {
      context.logger.warn('a workflow cannot be used', { id, revision, error: toErrorValue(thrown) });
      return null;
    }
  }

  function workflowFor(request: OrderRequest, outputType: OutputType): RunWorkflow | null {
    if (request.workflow) return tools.workflows.resolve(request.workflow.id, request.workflow.revision);
    if (outputType.workflowId === null) return null;
    const isLegacy = (request.mode ?? outputType.rolloutMode) === 'legacy';
    const resolve = isLegacy ? resolveIfSound : demand;
    return resolve(outputType.workflowId, outputType.workflowRevision);
  }

  return {
    create(request, instanceId) {
      const { productId, outputTypeId, priority, overrides } = request;
      const product = products.get(productId);
      if (!product) throw new AppError('product.unknown', `There is no product ${productId}.`);
      if (!product.cadFileId) throw new AppError('product.no_cad', `${product.name} has no CAD file.`);
      const current = tools.outputTypes.get(outputTypeId);
      if (!current.active) throw new AppError('output_type.inactive', `Output type ${current.name} is not active.`);
      const outputType = withOverrides(current, overrides ?? {});
      const workflow = workflowFor(request, outputType);
      const ordered = { productName: product.name, outputType, workflow, mode: modeOf(request, outputType, workflow) };
      const run = context.transaction(() => {
        const ids = { orderId: context.newId(), orderLineId: context.newId() };
        const at = timestamp(context);
        const { line } = orders.create({ ...ids, productId, outputTypeId, ordered: outputType, at });
        return insertRun(ordered, line, { priority, instanceId, retryOf: null, reuse: request.reuse ?? 'allowed' });
      });
      tools.lifecycle.queued(run, `Ordered ${product.name} as ${outputType.code} (${run.orderLineNumber}).`);
      return run;
    },
    repeat(run, { from, revision }, instanceId) {
      const outputType = orders.line(run.orderLineId)?.ordered ?? tools.outputTypes.get(run.outputTypeId);
      const { productName, priority } = run;
      const line = { id: run.orderLineId, number: run.orderLineNumber };
      const number = revision === 'current' ? null : run.workflowRevisionNumber;
      // Who asks for the current revision wants that one; who does not, wants the output.
      const resolve = revision === 'current' && run.mode !== 'legacy' ? demand : resolveIfSound;
      const workflow = run.workflowId === null ? null : resolve(run.workflowId, number);
      const ordered = { productName, outputType, workflow, mode: run.mode };
      const reuse = from === 'start' ? 'fresh' : 'allowed';
      const again = insertRun(ordered, line, { priority, instanceId, retryOf: run.id, reuse });
      tools.lifecycle.queued(again, `Repeats ${run.number}${from === 'start' ? ' from the start' : ''}.`);
      return again;
    },
  };
}
