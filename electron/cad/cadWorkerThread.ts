import { Worker } from 'node:worker_threads';
import type { CadImportProgress, CadInspection, Manifest } from '../../shared/domain/cad.ts';
import { AppError, fromErrorValue } from '../../shared/errors/appError.ts';
import { tooLargeToRead } from './tooLargeToRead.ts';
import type { CadImportJob, CadWorkerMessage } from './cadWorkerProtocol.ts';

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly timeLimitSeconds: number;
  readonly onProgress: (progress: CadImportProgress) => void;
}

/** The memory of the reader never shrinks: after this many imports, or one of a file this large, it starts afresh. */
const importsPerThread = 10;
const largeFileBytes = 8e6;

/** The thread behind the importer: started on demand, kept warm for a while, ended after any error. */
export class CadWorkerThread {
  private readonly workerPath: string;
  private readonly keepWarmMilliseconds: number;
  private worker: Worker | undefined;
  private imports = 0;
  private nextId = 1;
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(workerPath: string, keepWarmMilliseconds: number) {
    this.workerPath = workerPath;
    this.keepWarmMilliseconds = keepWarmMilliseconds;
  }

  /** Runs one import; the caller sees to it that there is only one at a time. */
  async run(
    job: Omit<CadImportJob, 'id'>,
    options: RunOptions,
  ): Promise<{ manifest: Manifest; inspection: CadInspection }> {
    clearTimeout(this.idleTimer);
    const worker = this.ready();
    try {
      const result = await converse(worker, { ...job, id: this.nextId++ }, options);
      await this.rest(result.manifest.source.bytes);
      return result;
    } catch (thrown) {
      // A reader that has thrown may be in any state, and one that still works must stop.
      await this.end();
      throw thrown;
    }
  }

  async end(): Promise<void> {
    clearTimeout(this.idleTimer);
    const worker = this.worker;
    this.worker = undefined;
    this.imports = 0;
    await worker?.terminate();
  }

  private ready(): Worker {
    if (!this.worker) {
      const worker = new Worker(this.workerPath, { name: 'cad' });
      const forget = (): void => {
        if (this.worker === worker) this.worker = undefined;
      };
      // An idle thread that dies is no error of anybody: the next import starts another one.
      worker.on('exit', forget).on('error', forget);
      this.worker = worker;
    }
    this.worker.ref();
    return this.worker;
  }

  private async rest(fileBytes: number): Promise<void> {
    this.imports += 1;
    if (this.imports >= importsPerThread || fileBytes > largeFileBytes || this.keepWarmMilliseconds <= 0) {
      await this.end();
      return;
    }
    // An idle worker must not keep the command line alive.
    this.worker?.unref();
    this.idleTimer = setTimeout(() => void this.end(), this.keepWarmMilliseconds);
    this.idleTimer.unref();
  }
}

/** One job and its answer. Rejects on failure, cancel, time limit and on the death of the thread. */
function converse(
  worker: Worker,
  job: CadImportJob,
  { signal, timeLimitSeconds, onProgress }: RunOptions,
): Promise<{ manifest: Manifest; inspection: CadInspection }> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      worker.off('message', hear).off('error', die).off('exit', vanish);
      settle();
    };
    const fail = (error: AppError): void => finish(() => reject(error));
    const cancel = (): void => fail(new AppError('app.cancelled', 'The import was cancelled.'));
    const die = (cause: Error): void => fail(readerDied(cause));
    const vanish = (): void => fail(readerDied(undefined));
    const hear = (message: CadWorkerMessage): void => {
      if (message.id !== job.id) return;
      if (message.type === 'progress') onProgress(message.progress);
      else if (message.type === 'failed') fail(fromErrorValue(message.error));
      else finish(() => resolve({ manifest: message.manifest, inspection: message.inspection }));
    };
    const timer = setTimeout(() => {
      fail(new AppError('cad.timeout', `The import took longer than ${timeLimitSeconds} seconds.`));
    }, timeLimitSeconds * 1000);
    worker.on('message', hear).on('error', die).on('exit', vanish);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    else worker.postMessage(job);
  });
}

function readerDied(cause: Error | undefined): AppError {
  const outOfMemory = cause !== undefined && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (outOfMemory) return tooLargeToRead('The file', cause);
  return new AppError('cad.reader_failed', 'The STEP reader ended unexpectedly.', { cause });
}
