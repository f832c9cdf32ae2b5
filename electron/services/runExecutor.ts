import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError, toErrorValue } from '../../shared/errors/appError.ts';
import type { ErrorValue } from '../../shared/errors/appError.ts';
import type { RunRecord } from '../persistence/repositories/runRecord.ts';
import type { Notifier, Publisher } from '../runtime/contracts/dispatch.ts';
import type { PictureServices } from '../runtime/contracts/pictureServices.ts';
import type { RenderBackend } from '../runtime/contracts/renderBackend.ts';
import { dispatch } from '../runtime/dispatch.ts';
import { gatherOrder, type GatherTools } from './gatherOrder.ts';
import type { NoticeService } from './noticeService.ts';
import type { ProgressBoard } from './progressBoard.ts';
import type { RunLifecycle } from './runLifecycle.ts';
import type { RunLogBook } from './runLogBook.ts';
import { createRunReporter } from './runReporter.ts';
import type { ServiceContext } from './serviceContext.ts';

export interface ExecutorTools extends GatherTools {
  readonly backend: () => RenderBackend;
  readonly pictures: PictureServices;
  readonly publisher: Publisher;
  readonly notifier: Notifier;
  readonly notices: NoticeService;
  readonly lifecycle: RunLifecycle;
  readonly log: RunLogBook;
  readonly progress: ProgressBoard;
}

/** Why a running run is stopped: the user wants it gone, or the application ends and it goes back to the queue. */
export type StopReason = 'cancel' | 'shutdown';

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, { signal });
  } catch (cause) {
    throw new AppError('app.cancelled', 'The run was cancelled.', { cause });
  }
}

/** Takes one run from waiting to its end. Never rejects: every outcome is a state of the run. */
export class RunExecutor {
  readonly #context: ServiceContext;
  readonly #tools: ExecutorTools;

  constructor(context: ServiceContext, tools: ExecutorTools) {
    this.#context = context;
    this.#tools = tools;
  }

  /** `signal` is aborted with a StopReason. */
  async execute(waiting: RunRecord, signal: AbortSignal): Promise<void> {
    let run: RunRecord;
    try {
      run = this.#tools.lifecycle.start(waiting.id);
    } catch (thrown) {
      // Another process was quicker, or the database cannot be written: the run is where it was.
      this.#context.logger.warn('a run could not be started', { run: waiting.number, error: toErrorValue(thrown) });
      return;
    }
    try {
      await this.#dispatch(run, signal);
      this.#tools.lifecycle.deliver(run.id);
    } catch (thrown) {
      this.#ended(run, thrown, signal);
      return;
    }
    // What is delivered stays so, whatever becomes of the working folder.
    await rm(this.#folder(run), { recursive: true, force: true }).catch((thrown: unknown) =>
      this.#context.logger.warn('a working folder stays', { run: run.number, error: toErrorValue(thrown) }),
    );
  }

  async #dispatch(run: RunRecord, signal: AbortSignal): Promise<void> {
    const folder = this.#folder(run);
    // What an interrupted try left behind is worth nothing.
    await rm(folder, { recursive: true, force: true });
    const order = await gatherOrder(this.#context, this.#tools, run);
    await dispatch(order.outputType.rolloutMode, order, {
      backend: this.#tools.backend(),
      pictures: this.#tools.pictures,
      publisher: this.#tools.publisher,
      notifier: this.#tools.notifier,
      reporter: createRunReporter(this.#context, this.#tools, { id: run.id, folder }),
      clock: this.#context.clock,
      pause,
      signal,
    });
  }

  #ended(run: RunRecord, thrown: unknown, signal: AbortSignal): void {
    const error = toErrorValue(thrown);
    try {
      if (signal.aborted && signal.reason === 'shutdown') {
        this.#tools.lifecycle.requeue(
          run.id,
          run.interruptions,
          'The application ended; the run goes on at the next start.',
        );
      } else if (signal.aborted) this.#tools.lifecycle.cancel(run.id);
      else this.#failed(run, error, thrown);
    } catch (unwritten) {
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
