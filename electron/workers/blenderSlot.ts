import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { AppError, fromErrorValue, toErrorValue } from '../../shared/errors/appError.ts';
import type { RenderEvent, RenderOutcome, RenderRequest } from '../runtime/contracts/renderBackend.ts';
import { readPidRecords, removePidRecord } from './pidRecords.ts';
import { killTree } from './processTree.ts';
import type { CancelMessage, TaskAnswer, TaskMessage, WorkerSetup, WorkerTask } from './workerProtocol.ts';

/** A worker that has not ended its Blender by then is stuck itself: the pool ends both. */
const CANCEL_LIMIT_MS = 15_000;
const END_LIMIT_MS = 10_000;

/**
 * One worker thread and the Blender process that it keeps warm. A Piscina pool of one thread, so that the process a
 * batch meets is known. A running task is never aborted through Piscina: that would end the thread and leave its Blender.
 */
export class BlenderSlot {
  readonly setup: WorkerSetup;
  /** The runtime whose process is warm here, as far as known. */
  runtimeId: string | null = null;
  busy = false;
  private readonly workersFolder: string;
  private threads: Piscina<WorkerTask | undefined, TaskAnswer | undefined>;

  constructor(workersFolder: string, setup: WorkerSetup) {
    this.workersFolder = workersFolder;
    this.setup = setup;
    this.threads = this.startThread();
  }

  /** Renders one batch; see RenderBackend for what it rejects with. */
  async run(request: RenderRequest, isolated: boolean): Promise<RenderOutcome> {
    this.busy = true;
    try {
      const answer = await this.dispatch(request, isolated);
      if (!answer.ok) throw fromErrorValue(answer.error);
      this.runtimeId = isolated ? this.runtimeId : request.runtime.id;
      return answer.outcome;
    } finally {
      this.busy = false;
    }
  }

  /** Lets the warm process go and ends the thread. */
  async close(): Promise<void> {
    const limit = new Promise<void>((resolve) => setTimeout(resolve, END_LIMIT_MS).unref());
    const ended = this.threads.run(undefined, { name: 'endProcess' }).catch(() => undefined);
    await Promise.race([ended, limit]);
    await this.killLeftovers();
    await this.threads.destroy();
  }

  private startThread(): Piscina<WorkerTask | undefined, TaskAnswer | undefined> {
    return new Piscina({
      filename: pathToFileURL(join(this.workersFolder, 'blender.worker.js')).href,
      minThreads: 1,
      maxThreads: 1,
      // A waiting thread must go on reading what its Blender says.
      atomics: 'disabled',
    });
  }

  private async dispatch(request: RenderRequest, isolated: boolean): Promise<TaskAnswer> {
    const { port1, port2 } = new MessageChannel();
    const heardAll = this.listen(port1, request.onEvent);
    const { batch, folder, runtime } = request;
    const task: WorkerTask = { setup: this.setup, batch, folder, runtime, isolated, port: port2 };
    const work = this.threads.run(task, { name: 'runBatch', transferList: [port2] }).then((answer) => answer ?? lost());
    let giveUp: NodeJS.Timeout | undefined;
    const stuck = new Promise<'stuck'>((resolve) => {
      const cancel = (): void => {
        port1.postMessage({ type: 'cancel' } satisfies CancelMessage);
        giveUp = setTimeout(() => resolve('stuck'), CANCEL_LIMIT_MS);
      };
      if (request.signal.aborted) cancel();
      else request.signal.addEventListener('abort', cancel, { once: true });
    });
    try {
      const answer = await Promise.race([work, stuck]);
      if (answer === 'stuck')
        return await this.replaceThread(new AppError('app.cancelled', 'The render was cancelled.'));
      await heardAll;
      return answer;
    } catch (error) {
      // The thread itself broke. Its Blender must not outlive it.
      return await this.replaceThread(
        new AppError('blender.protocol', `The thread that owns Blender broke: ${toErrorValue(error).message}`, {
          cause: error,
        }),
      );
    } finally {
      clearTimeout(giveUp);
      port1.close();
    }
  }

  /** Passes events on; resolves with the last message or when the other side is gone. */
  private listen(port: MessagePort, onEvent: (event: RenderEvent) => void): Promise<void> {
    return new Promise((resolve) => {
      port.on('close', resolve);
      port.on('message', (message: TaskMessage) => {
        if (message.type === 'end') return resolve();
        onEvent(message);
      });
    });
  }

  private async replaceThread(reason: AppError): Promise<TaskAnswer> {
    await this.killLeftovers();
    this.runtimeId = null;
    await this.threads.destroy();
    this.threads = this.startThread();
    return { ok: false, error: reason.toValue() };
  }

  /** Processes of this slot that its thread did not end: normally none. Their records name them beyond doubt. */
  private async killLeftovers(): Promise<void> {
    const { slot, stateFolder } = this.setup;
    for (const record of await readPidRecords(stateFolder)) {
      if (record.owner.pid !== process.pid || !record.tag.startsWith(`${slot}-`)) continue;
      await killTree(record, 0);
      await rm(record.folder, { recursive: true, force: true });
      removePidRecord(stateFolder, record.tag);
    }
  }
}

function lost(): never {
  throw new AppError('blender.protocol', 'The worker thread gave no answer.');
}
