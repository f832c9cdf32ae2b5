import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toErrorValue } from '../../shared/errors/appError.ts';
import type { ErrorValue } from '../../shared/errors/appError.ts';
import type { RunRecord } from '../persistence/repositories/runRecord.ts';
import type { Notifier, Publisher } from '../runtime/contracts/dispatch.ts';
import { dispatch } from '../runtime/dispatch.ts';
import { effectiveMode } from './effectiveMode.ts';
import { gatherOrder, type GatherTools, workflowOf } from './gatherOrder.ts';
import type { GraphRunner } from './graphRunner.ts';
import { keepLease, leaseEnd } from './lease.ts';
import { createCadServices, createDeliveryServices, type NodeServiceTools } from './nodeServices.ts';
import type { NoticeService } from './noticeService.ts';
import { OBSERVER_FOLDER } from './observationRunner.ts';
import type { RunLifecycle } from './runLifecycle.ts';
import { createRunReporter, type ReporterTools } from './runReporter.ts';
import type { ServiceContext } from './serviceContext.ts';

export interface ExecutorTools extends GatherTools, NodeServiceTools, ReporterTools {
  readonly materials: GatherTools['materials'];
  readonly templates: GatherTools['templates'];
  readonly graph: GraphRunner;
  readonly publisher: Publisher;
  readonly notifier: Notifier;
  readonly notices: NoticeService;
  readonly lifecycle: RunLifecycle;
}

/**
 * Why a running run is stopped: the user wants it gone, wants it to wait, the application ends and it goes back to the
 * queue, or another process has taken it over.
 */
export type StopReason = 'cancel' | 'pause' | 'shutdown' | 'lost';

/** Takes one run from waiting to its end. Never rejects: every outcome is a state of the run. */
export class RunExecutor {
  readonly #context: ServiceContext;
  readonly #tools: ExecutorTools;

  constructor(context: ServiceContext, tools: ExecutorTools) {
    this.#context = context;
    this.#tools = tools;
  }

  /** `stop` is aborted with a StopReason. Answers whether it could be started. */
  async execute(waiting: RunRecord, stop: AbortSignal): Promise<boolean> {
    let run: RunRecord;
    try {
      const { mode, why } = effectiveMode(this.#context, waiting);
      run = this.#tools.lifecycle.start(waiting.id, mode, why);
    } catch (thrown) {
      // Another process was quicker, or the database cannot be written: the run is where it was.
      this.#context.logger.warn('a run could not be started', { run: waiting.number, error: toErrorValue(thrown) });
      return false;
    }
    const lost = new AbortController();
    const signal = AbortSignal.any([stop, lost.signal]);
    const letGo = keepLease(
      () => this.#context.repositories.runs.renewLease(run.id, this.#context.instanceId, leaseEnd(this.#context)),
      () => lost.abort('lost'),
    );
    try {
      await this.#dispatch(run, signal);
      this.#tools.lifecycle.deliver(run.id);
    } catch (thrown) {
      this.#ended(run, thrown, signal);
      return true;
    } finally {
      letGo();
    }
    // What is delivered stays so, whatever becomes of the working folder.
    await this.#clear(run).catch((thrown: unknown) =>
      this.#context.logger.warn('a working folder stays', { run: run.number, error: toErrorValue(thrown) }),
    );
    return true;
  }

  /** All but the folder of the observer: it may be at work already, in another process. */
  async #clear(run: RunRecord): Promise<void> {
    const folder = this.#folder(run);
    const names = await readdir(folder).catch(() => []);
    const own = names.filter((name) => name !== OBSERVER_FOLDER);
    for (const name of own) await rm(join(folder, name), { recursive: true, force: true });
    if (own.length === names.length) await rmdir(folder).catch(() => undefined);
  }

  /** What an interrupted try left in the folder of the run stays: frames of a turntable are taken up again. */
  async #dispatch(run: RunRecord, signal: AbortSignal): Promise<void> {
    const tools = this.#tools;
    const order = await gatherOrder(this.#context, tools, run);
    await dispatch(run.mode, order, {
      context: {
        render: tools.render,
        pictures: tools.pictures,
        deliveries: createDeliveryServices(tools),
        cad: createCadServices(this.#context, tools, order),
        publisher: tools.publisher,
        notifier: tools.notifier,
        reporter: createRunReporter(this.#context, tools, { id: run.id, folder: order.folder }),
        clock: this.#context.clock,
        signal,
      },
      // The workflow is looked up by the graph alone: legacy does without one that is gone or damaged.
      graph: tools.graph.available
        ? (graphOrder, stop) => tools.graph.deliver({ ...graphOrder, workflow: workflowOf(tools, run) }, stop)
        : null,
      onFallback: (why) => tools.lifecycle.fellBack(run.id, why),
    });
  }

  #ended(run: RunRecord, thrown: unknown, signal: AbortSignal): void {
    const { lifecycle } = this.#tools;
    const error = toErrorValue(thrown);
    // The other process writes its own story.
    if (signal.reason === 'lost' || error.code === 'run.lease_lost') return;
    try {
      if (signal.aborted && signal.reason === 'shutdown') {
        lifecycle.requeue(run.id, this.#context, 'The application ended; the run goes on at the next start.');
      } else if (signal.aborted && signal.reason === 'pause') {
        const text = 'Paused. What is done stays; the rest goes on later.';
        lifecycle.requeue(run.id, this.#context, text, { held: true });
      } else if (signal.aborted) lifecycle.cancel(run.id, this.#context);
      else this.#failed(run, error, thrown);
    } catch (unwritten) {
      if (toErrorValue(unwritten).code === 'run.lease_lost') return;
      // The disk is full or the file is gone: at the next start the run counts as interrupted and is taken up again.
      this.#context.logger.error('the end of a run could not be written', unwritten, { run: run.number, error });
    }
  }

  #failed(run: RunRecord, error: ErrorValue, thrown: unknown): void {
    if (error.kind === 'unexpected')
      this.#context.logger.error('a run failed unexpectedly', thrown, { run: run.number });
    this.#tools.lifecycle.fail(run.id, error);
    this.#tools.notices.add({
      kind: 'failed',
      title: `${run.productName}: ${run.outputTypeName} failed`,
      body: error.message,
      runId: run.id,
      productId: run.productId,
    });
  }

  #folder(run: RunRecord): string {
    return join(this.#context.folders.runs, run.id);
  }
}
