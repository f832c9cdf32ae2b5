import { mkdir } from 'node:fs/promises';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { RunDetail, RunLogLine, RunSummary } from '../../shared/domain/run.ts';
import { AppError, toErrorValue } from '../../shared/errors/appError.ts';
import type { RunFilter } from '../persistence/repositories/runRepository.ts';
import type { RunRecord } from '../persistence/repositories/runRecord.ts';
import type { OutputTypeService } from './outputTypeService.ts';
import { createOrderWriter, type OrderRequest, type OrderWriter, type RepeatOptions } from './orderWriter.ts';
import type { RunWorkflow } from '../runtime/contracts/runWorkflow.ts';
import type { ObservationLifecycle } from './observationLifecycle.ts';
import type { ObservationRunner } from './observationRunner.ts';
import type { MediaService } from './mediaService.ts';
import type { ProgressBoard } from './progressBoard.ts';
import type { RunLifecycle } from './runLifecycle.ts';
import type { RunLogBook } from './runLogBook.ts';
import type { RunQueue } from './runQueue.ts';
import { runDetail, runSummary, type WorkflowName } from './runView.ts';
import type { ServiceContext } from './serviceContext.ts';

type Priority = RunSummary['priority'];

export interface RunService {
  /** One order line and its first run, durable before this answers. @throws AppError what cannot be ordered, and why */
  order(request: OrderRequest): RunSummary;
  /** The same outside the queue: resolves when the run has ended, whatever its outcome; `signal` cancels it. */
  orderAndRun(request: OrderRequest, signal: AbortSignal): Promise<RunDetail>;
  list(filter: RunFilter): RunSummary[];
  /** @throws AppError `run.unknown`, as all of these */
  get(id: string): RunDetail;
  log(id: string, after: number, limit: number): RunLogLine[];
  /** @throws AppError `run.invalid_transition` when it has ended, or runs in another process */
  cancel(id: string): Promise<RunSummary>;
  /** A new run of the same order line. @throws AppError `run.not_retryable` */
  retry(id: string, options: RepeatOptions): RunSummary;
  /** The same outside the queue: resolves when the new run has ended; `signal` cancels it. */
  retryAndRun(id: string, options: RepeatOptions, signal: AbortSignal): Promise<RunDetail>;
  /** Out of the queue until it is resumed; what is done stays. @throws AppError `run.invalid_transition` */
  pause(id: string): Promise<RunSummary>;
  resume(id: string): RunSummary;
  /** Control against candidate again; an observer that gave no candidate runs again. @throws AppError `run.no_comparison` */
  compare(id: string, signal: AbortSignal): Promise<RunDetail>;
  setPriority(id: string, priority: Priority): RunSummary;
  /** Shows the delivered file, or the working folder, in the file manager. */
  reveal(id: string): Promise<void>;
}

export interface RunServiceTools {
  readonly outputTypes: OutputTypeService;
  readonly queue: RunQueue;
  readonly lifecycle: RunLifecycle;
  readonly log: RunLogBook;
  readonly progress: ProgressBoard;
  readonly media: MediaService;
  readonly observer: ObservationRunner;
  readonly observations: ObservationLifecycle;
  readonly workflows: { resolve(id: string, revision: number | null): RunWorkflow };
  readonly nameOf: WorkflowName;
}

/** What is done with runs that there are. */
class Runs implements RunService {
  readonly #context: ServiceContext;
  readonly #tools: RunServiceTools;
  readonly #writer: OrderWriter;

  constructor(context: ServiceContext, tools: RunServiceTools) {
    this.#context = context;
    this.#tools = tools;
    this.#writer = createOrderWriter(context, tools);
  }

  order(request: OrderRequest): RunSummary {
    const run = this.#writer.create(request, null);
    this.#tools.queue.wake();
    return this.#summary(this.#find(run.id));
  }

  async orderAndRun(request: OrderRequest, signal: AbortSignal): Promise<RunDetail> {
    // Kept for this process, so that no other takes it between being written and being started.
    return this.#runNow(this.#writer.create(request, this.#context.instanceId), signal);
  }

  list(filter: RunFilter): RunSummary[] {
    const { progress, nameOf } = this.#tools;
    return this.#repositories.runs.list(filter).map((run) => runSummary(run, progress.get(run.id), nameOf));
  }

  get(id: string): RunDetail {
    const { runSteps, observations } = this.#repositories;
    const { progress, nameOf } = this.#tools;
    const more = { steps: runSteps.list(id), observation: observations.get(id), nameOf };
    return runDetail(this.#find(id), progress.get(id), more);
  }

  log(id: string, after: number, limit: number): RunLogLine[] {
    this.#find(id);
    this.#tools.log.flush();
    return this.#repositories.runLog.after(id, after, limit);
  }

  async cancel(id: string): Promise<RunSummary> {
    const { queue, lifecycle } = this.#tools;
    const run = this.#find(id);
    const observation = this.#repositories.observations.get(id);
    if (run.state === 'running' && queue.isActive(id)) await queue.stop(id, 'cancel');
    else if (run.state === 'running') throw elsewhere(run);
    else if (observation?.state === 'running' && queue.isObserving(id)) await queue.stopObserving('cancel');
    else if (observation?.state === 'running') throw elsewhere(run);
    else if (observation?.state === 'waiting') this.#tools.observer.cancelWaiting(run);
    else lifecycle.cancel(id);
    return this.#summary(this.#find(id));
  }

  retry(id: string, options: RepeatOptions): RunSummary {
    const again = this.#repeat(id, options, null);
    this.#tools.queue.wake();
    return this.#summary(again);
  }

  async retryAndRun(id: string, options: RepeatOptions, signal: AbortSignal): Promise<RunDetail> {
    return this.#runNow(this.#repeat(id, options, this.#context.instanceId), signal);
  }

  async pause(id: string): Promise<RunSummary> {
    const { queue, lifecycle } = this.#tools;
    const run = this.#find(id);
    if (run.state === 'waiting') return this.#summary(lifecycle.hold(id, true));
    if (run.state === 'running' && queue.isActive(id)) {
      await queue.stop(id, 'pause');
      return this.#summary(this.#find(id));
    }
    if (run.state === 'running') throw elsewhere(run);
    throw new AppError('run.invalid_transition', `Run ${run.number} is ${run.state} and cannot be paused.`);
  }

  resume(id: string): RunSummary {
    const run = this.#find(id);
    if (run.state !== 'waiting' || !run.held)
      throw new AppError('run.invalid_transition', `Run ${run.number} is not paused.`);
    const resumed = this.#tools.lifecycle.hold(id, false);
    this.#tools.queue.wake();
    return this.#summary(resumed);
  }

  async compare(id: string, signal: AbortSignal): Promise<RunDetail> {
    const { observer, observations, queue } = this.#tools;
    const run = this.#find(id);
    const observation = this.#repositories.observations.get(id);
    if (!observation) throw new AppError('run.no_comparison', `Run ${run.number} ran in mode ${run.mode}.`);
    if (observation.state === 'done') await observer.compareAgain(id, signal);
    else if (observation.state !== 'running') {
      if (observation.state !== 'waiting') observations.wait(id, 'The observer was asked to run again.');
      await queue.observeNow(id, signal);
    }
    return this.get(id);
  }

  setPriority(id: string, priority: Priority): RunSummary {
    this.#find(id);
    const run = this.#repositories.runs.setPriority(id, priority);
    this.#context.events.emit('runs:changed', { run: this.#summary(run) });
    this.#context.events.emit('queue:changed', {});
    return this.#summary(run);
  }

  async reveal(id: string): Promise<void> {
    const run = this.#find(id);
    if (run.mediaAssetId) return this.#tools.media.reveal(run.mediaAssetId);
    const folder = join(this.#context.folders.runs, id);
    if (!existsSync(folder)) await mkdir(folder, { recursive: true });
    this.#context.platform.reveal(folder);
  }

  get #repositories() {
    return this.#context.repositories;
  }

  #summary(run: RunRecord): RunSummary {
    return runSummary(run, this.#tools.progress.get(run.id), this.#tools.nameOf);
  }

  #find(id: string): RunRecord {
    const run = this.#repositories.runs.get(id);
    if (run) return run;
    throw new AppError('run.unknown', `There is no run ${id}.`, { details: { id } });
  }

  #repeat(id: string, options: RepeatOptions, instanceId: string | null): RunRecord {
    const run = this.#find(id);
    if (!['failed', 'cancelled', 'parked'].includes(run.state)) {
      throw new AppError('run.not_retryable', `Run ${run.number} is ${run.state}.`, { details: { state: run.state } });
    }
    this.#demandUndelivered(run);
    const again = this.#writer.repeat(run, options, instanceId);
    // The new run takes its place.
    if (run.state === 'parked') this.#tools.lifecycle.cancel(id);
    if (options.from === 'failed') this.#inherit(run.id, again.id);
    return again;
  }

  /** An order line is delivered once: by one run at a time, and not again when it was. */
  #demandUndelivered({ id, number, orderLineId, orderLineNumber }: RunRecord): void {
    const others = this.#repositories.runs.ofOrderLine(orderLineId).filter((run) => run.id !== id);
    const standing = others.find(({ state }) => state === 'delivered' || state === 'waiting' || state === 'running');
    if (!standing) return;
    const message = `Run ${number} cannot be retried: run ${standing.number} of ${orderLineNumber} is ${standing.state}.`;
    throw new AppError('run.not_retryable', message, {
      remedy: standing.state === 'delivered' ? 'Order the product again.' : 'Wait for that run, or cancel it first.',
      details: { state: standing.state, run: standing.id },
    });
  }

  /** What a run left in its folder goes over to the one that repeats it: frames of a turntable are taken up there. */
  #inherit(from: string, to: string): void {
    const { folders, logger } = this.#context;
    try {
      if (existsSync(join(folders.runs, from))) renameSync(join(folders.runs, from), join(folders.runs, to));
    } catch (thrown) {
      // Then everything is made anew.
      logger.warn('the folder of a run could not be taken over', { from, to, error: toErrorValue(thrown) });
    }
  }

  async #runNow(run: RunRecord, signal: AbortSignal): Promise<RunDetail> {
    const { queue } = this.#tools;
    const stop = (): void => void this.cancel(run.id).catch(() => undefined);
    signal.addEventListener('abort', stop);
    try {
      await (signal.aborted ? this.cancel(run.id) : queue.runNow(run));
      // Whoever waits for a shadow run waits for its verdict.
      const waits = this.#repositories.observations.get(run.id)?.state === 'waiting';
      if (waits && !signal.aborted) await queue.observeNow(run.id, signal);
    } finally {
      signal.removeEventListener('abort', stop);
    }
    return this.get(run.id);
  }
}

function elsewhere(run: RunRecord): AppError {
  return new AppError('run.invalid_transition', `Run ${run.number} is rendered by another HartOMat process.`, {
    remedy: 'Cancel or pause it where it was started.',
  });
}

export function createRunService(context: ServiceContext, tools: RunServiceTools): RunService {
  return new Runs(context, tools);
}
