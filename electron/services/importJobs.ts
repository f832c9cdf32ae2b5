import { basename } from 'node:path';
import { toErrorValue } from '../../shared/errors/appError.ts';
import type { ProductService } from './productService.ts';
import type { ServiceContext } from './serviceContext.ts';

export interface ImportJob {
  readonly jobId: string;
  readonly fileName: string;
}

/** Imports that windows have asked for. Progress and end come as events; closing cancels them all. */
export class ImportJobs {
  readonly #context: ServiceContext;
  readonly #products: ProductService;
  readonly #running = new Map<string, { cancel: AbortController; done: Promise<void> }>();

  constructor(context: ServiceContext, products: ProductService) {
    this.#context = context;
    this.#products = products;
  }

  start(paths: readonly string[], productId: string | null): ImportJob[] {
    return paths.map((path) => {
      const job: ImportJob = { jobId: this.#context.newId(), fileName: basename(path) };
      const cancel = new AbortController();
      this.#running.set(job.jobId, { cancel, done: this.#run(job, path, productId, cancel.signal) });
      return job;
    });
  }

  /** Does nothing when the job has ended meanwhile. */
  cancel(jobId: string): void {
    this.#running.get(jobId)?.cancel.abort();
  }

  async close(): Promise<void> {
    const running = [...this.#running.values()];
    for (const job of running) job.cancel.abort();
    await Promise.all(running.map((job) => job.done));
  }

  async #run(job: ImportJob, path: string, productId: string | null, signal: AbortSignal): Promise<void> {
    const { events, logger } = this.#context;
    // Listeners learn the job's id from the answer first.
    await new Promise((resolve) => setImmediate(resolve));
    const waiting = { stage: 'check', fraction: 0, message: 'Waiting for its turn' } as const;
    events.emit('cad:importProgressed', { ...job, ...waiting });
    try {
      const onProgress = (progress: {
        stage: 'check' | 'read' | 'tessellate' | 'write';
        fraction: number;
        message: string;
      }) => events.emit('cad:importProgressed', { ...job, ...progress });
      const id = await this.#products.importFile(path, productId, { signal, onProgress });
      events.emit('cad:importFinished', { ...job, productId: id, error: null });
    } catch (thrown) {
      const error = toErrorValue(thrown);
      if (error.kind === 'unexpected') logger.error('import failed', thrown, { fileName: job.fileName });
      events.emit('cad:importFinished', { ...job, productId: null, error });
    } finally {
      this.#running.delete(job.jobId);
    }
  }
}
