import { AppError } from '../../../shared/errors/appError.ts';

/** How long a node that was told to stop may take to do so, in milliseconds. */
const GRACE_MILLISECONDS = 5000;

/** Waits until the work has settled, however; gives up after the grace. */
export async function settledWithinGrace(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const grace = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, GRACE_MILLISECONDS);
  });
  await Promise.race([work.then(ignore, ignore), grace]);
  clearTimeout(timer);
}

const ignore = (): void => undefined;

/**
 * Work that ends in time or not at all. When its time is over, or `signal` is aborted, its own signal is aborted; it is
 * waited for as long as the grace lasts, then left alone, and what it still gives is nobody's.
 * @throws AppError `graph.node_timeout`, `app.cancelled`; or what the work throws, after its signal was aborted
 */
export async function withinTimeLimit<T>(
  limit: { readonly label: string; readonly seconds: number; readonly signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { label, seconds, signal } = limit;
  const own = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let cancel: () => void = ignore;
  const stopped = new Promise<never>((_resolve, reject) => {
    cancel = () => reject(new AppError('app.cancelled', 'The run was cancelled.'));
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    timer = setTimeout(
      () => reject(new AppError('graph.node_timeout', `${label} took longer than its limit of ${seconds} s.`)),
      seconds * 1000,
    );
  });
  const running = (async () => work(own.signal))();
  try {
    return await Promise.race([running, stopped]);
  } catch (thrown) {
    own.abort(thrown);
    await settledWithinGrace(running);
    throw thrown;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}
