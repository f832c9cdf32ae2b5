import { AppError } from '../../../shared/errors/appError.ts';

/** Rejects with `app.cancelled` as soon as the signal aborts, whatever the work still does. */
export async function untilAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  if (signal.aborted) throw cancelled(signal.reason);
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(cancelled(signal.reason));
    signal.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

export function cancelled(cause: unknown): AppError {
  if (cause instanceof AppError && cause.code === 'app.cancelled') return cause;
  return new AppError('app.cancelled', 'The comparison was cancelled.', { cause });
}
