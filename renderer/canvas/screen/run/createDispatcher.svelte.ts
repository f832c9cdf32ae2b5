import { toast } from 'svelte-sonner';
import { call } from '../../../api/client.ts';
import { oneAtATime } from '../../../shell/oneAtATime.svelte.ts';
import { router } from '../../../shell/router.svelte.ts';
import { toastOfRun } from '../../../shell/toastOfRun.ts';
import type { Canvas } from '../../canvas.ts';
import type { Saver } from '../save/createSaver.svelte.ts';

export interface Dispatcher {
  readonly busy: boolean;
  /** Saves what is not saved, and orders a run of that revision. What stands against it opens the problems. */
  dispatch(): Promise<void>;
}

export function createDispatcher(canvas: Canvas, saver: Saver): Dispatcher {
  const one = oneAtATime<'dispatch'>();

  async function order(): Promise<void> {
    const { editor, overlay, ui } = canvas;
    const { product, outputType } = canvas.target;
    if (product === null || outputType === null) return;
    await saver.idle();
    // What is edited while it is being saved is for another run.
    const mode = editor.config.executionMode;
    const isSaved = !editor.edited && editor.origin.workflowId !== null;
    if (!isSaved && !(await saver.save())) return;
    const { workflowId, revision } = editor.origin;
    if (workflowId === null) return;
    const run = await call('orders:create', {
      productId: product.id,
      outputTypeId: outputType.id,
      workflow: { id: workflowId, revision },
      mode,
    });
    overlay.choose(run.id);
    ui.bottomTab = 'timeline';
    ui.bottomOpen = true;
    toast(`${run.number} dispatched in ${mode}`, {
      id: toastOfRun(run.id),
      description: `${run.productName}, ${run.outputTypeName}, r${revision}`,
      action: { label: `Open ${run.number}`, onClick: () => router.go(`runs/${run.id}`) },
    });
  }

  return {
    get busy() {
      return one.busy !== null;
    },
    async dispatch() {
      if (one.busy) return;
      const against = canvas.checks.dispatchReason;
      if (against !== null) {
        canvas.refuse(against);
        canvas.ui.bottomTab = 'problems';
        canvas.ui.bottomOpen = true;
        return;
      }
      await one.act('dispatch', order);
    },
  };
}
