import { mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RunDetail, RunLogLine, RunState, RunSummary } from '../../shared/domain/run.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { RunRecord } from '../persistence/repositories/runRecord.ts';
import type { OutputTypeService } from './outputTypeService.ts';
import { createOrderWriter, type OrderRequest } from './orderWriter.ts';
import type { MediaService } from './mediaService.ts';
import type { ProgressBoard } from './progressBoard.ts';
import type { RunLifecycle } from './runLifecycle.ts';
import type { RunLogBook } from './runLogBook.ts';
import type { RunQueue } from './runQueue.ts';
import { runDetail, runSummary } from './runView.ts';
import type { ServiceContext } from './serviceContext.ts';

type Priority = RunSummary['priority'];

export interface RunService {
  /** One order line and its first run, durable before this answers. @throws AppError what cannot be ordered, and why */
  order(request: OrderRequest): RunSummary;
  /** The same outside the queue: resolves when the run has ended, whatever its outcome; `signal` cancels it. */
  orderAndRun(request: OrderRequest, signal: AbortSignal): Promise<RunDetail>;
  list(filter: { productId?: string; states?: RunState[]; limit: number }): RunSummary[];
  /** @throws AppError `run.unknown`, as all of these */
  get(id: string): RunDetail;
  log(id: string, after: number, limit: number): RunLogLine[];
  /** @throws AppError `run.invalid_transition` when it has ended, or runs in another process */
  cancel(id: string): Promise<RunSummary>;
  /** A new run of the same order line. @throws AppError `run.not_retryable` */
  retry(id: string): RunSummary;
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
}

export function createRunService(context: ServiceContext, tools: RunServiceTools): RunService {
  const { runs, runSteps, runLog } = context.repositories;
  const writer = createOrderWriter(context, tools);
  const { queue, lifecycle, progress } = tools;
  const summary = (run: RunRecord): RunSummary => runSummary(run, progress.get(run.id));

  function find(id: string): RunRecord {
    const run = runs.get(id);
    if (run) return run;
    throw new AppError('run.unknown', `There is no run ${id}.`, { details: { id } });
  }

  async function cancel(id: string): Promise<RunSummary> {
    const run = find(id);
    if (run.state === 'running' && queue.isActive(id)) await queue.stop(id, 'cancel');
    else if (run.state === 'running') {
      throw new AppError('run.invalid_transition', `Run ${run.number} is rendered by another HartOMat process.`, {
        remedy: 'Cancel it where it was started.',
      });
    } else lifecycle.cancel(id);
    return summary(find(id));
  }

  function retry(id: string): RunSummary {
    const run = find(id);
    if (!['failed', 'cancelled', 'parked'].includes(run.state)) {
      throw new AppError('run.not_retryable', `Run ${run.number} is ${run.state}.`, { details: { state: run.state } });
    }
    // The new run takes its place.
    if (run.state === 'parked') lifecycle.cancel(id);
    const again = writer.repeat(run);
    queue.wake();
    return summary(again);
  }

  return {
    order(request) {
      const run = writer.create(request, null);
      queue.wake();
      return summary(find(run.id));
    },
    async orderAndRun(request, signal) {
      // Kept for this process, so that no other takes it between being written and being started.
      const run = writer.create(request, context.instanceId);
      const stop = (): void => void cancel(run.id).catch(() => undefined);
      signal.addEventListener('abort', stop);
      try {
        await (signal.aborted ? cancel(run.id) : queue.runNow(run));
      } finally {
        signal.removeEventListener('abort', stop);
      }
      return runDetail(find(run.id), null, runSteps.list(run.id));
    },
    list: (filter) => runs.list(filter).map((run) => runSummary(run, progress.get(run.id))),
    get: (id) => runDetail(find(id), progress.get(id), runSteps.list(id)),
    log(id, after, limit) {
      find(id);
      tools.log.flush();
      return runLog.after(id, after, limit);
    },
    cancel,
    retry,
    setPriority(id, priority) {
      find(id);
      const run = runs.setPriority(id, priority);
      context.events.emit('runs:changed', { run: summary(run) });
      context.events.emit('queue:changed', {});
      return summary(run);
    },
    async reveal(id) {
      const run = find(id);
      if (run.mediaAssetId) return tools.media.reveal(run.mediaAssetId);
      const folder = join(context.folders.runs, id);
      if (!existsSync(folder)) await mkdir(folder, { recursive: true });
      context.platform.reveal(folder);
    },
  };
}
