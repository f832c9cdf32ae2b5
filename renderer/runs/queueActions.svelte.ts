import type { QueueStatus } from '../../shared/ipc/contract.ts';
import { call } from '../api/client.ts';
import type { Resource } from '../api/resource.svelte.ts';
import { showError } from '../shell/showError.ts';

/** Pausing and resuming the queue; `busy` while one of them is under way. */
export function useQueueActions(queue: Resource<QueueStatus>) {
  let busy = $state(false);

  async function act(channel: 'queue:pause' | 'queue:resume'): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      queue.set(await call(channel, undefined));
    } catch (thrown) {
      showError(thrown);
    } finally {
      busy = false;
    }
  }

  return {
    get busy() {
      return busy;
    },
    pause: () => act('queue:pause'),
    resume: () => act('queue:resume'),
  };
}
