import { AppError } from '../../shared/errors/appError.ts';
import type { RenderJob } from '../runtime/contracts/renderServices.ts';

/**
 * Does work with a job that is stopped when a Blender has had it for so many seconds. Waiting for a Blender does not
 * count: that takes as long as orders take.
 * @throws AppError `comparison.failed` when it was stopped; else what the work throws
 */
export async function withinBlenderSeconds<T>(
  job: RenderJob,
  seconds: number,
  work: (job: RenderJob) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const sink: RenderJob['sink'] = {
    ...job.sink,
    started(process) {
      timer ??= setTimeout(() => limit.abort(), seconds * 1000).unref();
      job.sink.started(process);
    },
  };
  try {
    return await work({ ...job, sink, signal: AbortSignal.any([job.signal, limit.signal]) });
  } catch (thrown) {
    if (!limit.signal.aborted || job.signal.aborted) throw thrown;
    throw new AppError('comparison.failed', `It took more than ${seconds} s.`, { cause: thrown });
  } finally {
    clearTimeout(timer);
  }
}
