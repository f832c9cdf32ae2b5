import type { IpcHandlers, QueueStatus } from '../../../shared/ipc/contract.ts';
import type { DeviceChoice } from '../../../shared/domain/outputType.ts';
import type { ApplicationServices } from '../../services/applicationServices.ts';
import { freeDiskBytes } from '../../services/doctorService.ts';

type Handlers = Pick<
  IpcHandlers,
  Extract<
    keyof IpcHandlers,
    `orders:${string}` | `runs:${string}` | `queue:${string}` | `media:${string}` | `notices:${string}`
  >
>;

const deviceWords: Record<DeviceChoice, string> = { auto: 'automatic device', cpu: 'CPU', gpu: 'GPU' };

function blenderLine(app: ApplicationServices): QueueStatus['blender'] {
  const runtime = app.blender.current();
  if (!runtime) return { usable: false, text: 'No Blender yet' };
  return { usable: true, text: `Blender ${runtime.version}, ${deviceWords[app.settings.get().device]}` };
}

/** Orders, their runs, and what they delivered. */
export function runHandlers(app: ApplicationServices): Handlers {
  const status = (): QueueStatus => ({
    ...app.services().queue.status(),
    blender: blenderLine(app),
    freeDiskBytes: freeDiskBytes(app.home),
  });
  const pause = (paused: boolean): QueueStatus => {
    app.services().queue.setPaused(paused);
    return status();
  };
  return {
    'orders:create': ({ workflow, mode, ...order }) =>
      app.services().runs.order({ ...order, ...(workflow && { workflow }), ...(mode && { mode }) }),
    'runs:list': ({ productId, workflowId, states, limit }) =>
      app.services().runs.list({
        limit,
        ...(productId && { productId }),
        ...(workflowId && { workflowId }),
        ...(states && { states }),
      }),
    'runs:get': ({ id }) => app.services().runs.get(id),
    'runs:log': ({ id, after, limit }) => app.services().runs.log(id, after, limit),
    'runs:cancel': ({ id }) => app.services().runs.cancel(id),
    'runs:retry': ({ id, from, revision }) => app.services().runs.retry(id, { from, revision }),
    'runs:pause': ({ id }) => app.services().runs.pause(id),
    'runs:resume': ({ id }) => app.services().runs.resume(id),
    'runs:compare': ({ id }) => app.services().runs.compare(id, new AbortController().signal),
    'runs:setPriority': ({ id, priority }) => app.services().runs.setPriority(id, priority),
    'runs:reveal': ({ id }) => app.services().runs.reveal(id),
    'queue:status': status,
    'queue:pause': () => pause(true),
    'queue:resume': () => pause(false),
    'media:list': ({ productId }) => app.services().media.list(productId ? { productId } : {}),
    'media:reveal': ({ id }) => app.services().media.reveal(id),
    'notices:list': () => app.services().notices.list(),
    'notices:markRead': ({ ids }) => app.services().notices.markRead(ids),
  };
}
