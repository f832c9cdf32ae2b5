import type { QueueStatus } from '../../shared/ipc/contract.ts';
import { call } from '../api/client.ts';
import type { Resource } from '../api/resource.svelte.ts';
import { oneAtATime } from '../shell/oneAtATime.svelte.ts';

/** Pausing and resuming the queue; `busy` while one of them is under way. */
export function useQueueActions(queue: Resource<QueueStatus>) {
  const one = oneAtATime<'queue:pause' | 'queue:resume'>();
  const act = (channel: 'queue:pause' | 'queue:resume'): Promise<void> =>
    one.act(channel, async () => queue.set(await call(channel, undefined)));

  return {
    get busy() {
      return one.busy !== null;
    },
    pause: () => act('queue:pause'),
    resume: () => act('queue:resume'),
  };
}
