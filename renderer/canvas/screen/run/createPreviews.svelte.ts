import type { Preview, PreviewProgress } from '../../../../shared/domain/preview.ts';
import type { QueueStatus } from '../../../../shared/ipc/contract.ts';
import { call, onEvent } from '../../../api/client.ts';
import { showError } from '../../../shell/showError.ts';
import type { CanvasTarget, Previews } from '../../canvas.ts';
import type { WorkflowEditor } from '../../document/workflowEditor.ts';
import { previewReason } from './previewReason.ts';

/** Previews of this document, kept current while they run. Call it while a component initialises. */
export function createPreviews(
  editor: WorkflowEditor,
  target: CanvasTarget,
  blender: () => QueueStatus['blender'] | null,
): Previews {
  let current = $state.raw<Preview | null>(null);
  let progress = $state.raw<PreviewProgress | null>(null);
  let done = $state.raw<Readonly<Record<string, Preview>>>({});
  /** Events may overtake the answer of the start that they belong to. */
  let early: Preview[] | null = null;

  function take(preview: Preview): void {
    current = preview;
    if (preview.state === 'done') done = { ...done, [preview.nodeId]: preview };
    if (preview.endedAt !== null) progress = null;
  }

  $effect(() => {
    const stops = [
      onEvent('previews:changed', ({ preview }) => {
        if (preview.id === current?.id) take(preview);
        else early?.push(preview);
      }),
      onEvent('previews:progressed', (next) => {
        if (next.previewId === current?.id && current.endedAt === null) progress = next;
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      // Nobody sees the rest of it.
      if (current?.endedAt === null) void call('previews:cancel', { id: current.id }).catch(() => undefined);
    };
  });

  const reasonAgainst: Previews['reasonAgainst'] = (nodeId) =>
    previewReason(nodeId, {
      config: editor.config,
      catalogue: editor.catalogue,
      problems: editor.problems,
      hasProduct: target.product !== null,
      blender: blender(),
    });

  return {
    get current() {
      return current;
    },
    get progress() {
      return progress;
    },
    of: (nodeId) => done[nodeId] ?? null,
    reasonAgainst,
    async start(nodeId, quality) {
      if (reasonAgainst(nodeId) !== null || target.product === null) return;
      early = [];
      try {
        const started = await call('previews:start', {
          config: editor.snapshot(),
          workflowId: editor.origin.workflowId,
          nodeId,
          productId: target.product.id,
          outputTypeId: target.outputType?.id ?? null,
          quality,
        });
        progress = null;
        take(early.findLast(({ id }) => id === started.id) ?? started);
      } catch (thrown) {
        showError(thrown);
      } finally {
        early = null;
      }
    },
    async cancel() {
      if (current === null || current.endedAt !== null) return;
      try {
        take(await call('previews:cancel', { id: current.id }));
      } catch (thrown) {
        showError(thrown);
      }
    },
  };
}
