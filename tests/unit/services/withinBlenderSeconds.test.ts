import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RenderJob } from '../../../electron/runtime/contracts/renderServices.ts';
import { withinBlenderSeconds } from '../../../electron/services/withinBlenderSeconds.ts';
import { AppError } from '../../../shared/errors/appError.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pids: number[] = [];
const sink: RenderJob['sink'] = {
  ...{ log: () => undefined, progress: () => undefined, retried: () => undefined },
  started: ({ pid }) => void pids.push(pid),
};
const jobFor = (signal: AbortSignal): RenderJob => ({
  ...{ folder: '/nowhere', runtime: {} as RenderJob['runtime'], priority: 'low', threads: 0, signal, sink },
  limits: { wallSeconds: 1, silenceSeconds: 1 },
});
const untilStopped = ({ signal }: RenderJob): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new AppError('app.cancelled', 'The render was cancelled.')));
  });

it('counts from when a Blender has the job, and says so when that was too long', async () => {
  const stop = new AbortController();
  let job = jobFor(stop.signal);
  const working = withinBlenderSeconds(job, 180, (limited) => {
    job = limited;
    return untilStopped(limited);
  });
  const failed = expect(working).rejects.toMatchObject({
    ...{ code: 'comparison.failed', message: 'It took more than 180 s.' },
  });
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(job.signal.aborted, 'an hour of waiting is none of its time').toBe(false);
  job.sink.started({ pid: 7, warm: false });
  await vi.advanceTimersByTimeAsync(100_000);
  job.sink.started({ pid: 8, warm: false });
  expect(job.signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(80_000);
  await failed;
  expect(pids).toEqual([7, 8]);
});

it('passes a cancellation and every other error on, and leaves no timer', async () => {
  const stop = new AbortController();
  const working = withinBlenderSeconds(jobFor(stop.signal), 180, (job) => {
    job.sink.started({ pid: 9, warm: true });
    return untilStopped(job);
  });
  stop.abort();
  await expect(working).rejects.toMatchObject({ code: 'app.cancelled' });
  const broken = withinBlenderSeconds(jobFor(new AbortController().signal), 180, () => Promise.reject(new Error('x')));
  await expect(broken).rejects.toThrow('x');
  expect(vi.getTimerCount()).toBe(0);
});
