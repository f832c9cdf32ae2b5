import type { Preview, PreviewProgress } from '../../../../shared/domain/preview.ts';
import type { QueueStatus } from '../../../../shared/ipc/contract.ts';
import { call, onEvent } from '../../../api/client.ts';
import { showError } from '../../../shell/showError.ts';
import type { CanvasTarget, Previews } from '../../canvas.ts';
import type { WorkflowEditor } from '../../document/workflowEditor.ts';
import { createPreviewLog } from './createPreviewLog.svelte.ts';
import { keepSteps, previewedStep, type PreviewedSteps } from './previewedSteps.ts';
import { previewReason } from './previewReason.ts';

/** Nobody sees the rest of it. */
function giveUp(id: string): void {
  void call('previews:cancel', { id }).catch(() => undefined);
}

/** The id of a node that was removed may be that of another one by now: then it is null. */
function stillOf(editor: WorkflowEditor, nodeId: string, preview: Preview | undefined): Preview | null {
  const type = editor.config.nodes.find(({ id }) => id === nodeId)?.type;
  return preview?.steps.find(({ key }) => key === nodeId)?.nodeType === type ? (preview ?? null) : null;
}

/** Previews of this document, kept current while they run. Call it while a component initialises. */
export function createPreviews(
  editor: WorkflowEditor,
  target: CanvasTarget,
  blender: () => QueueStatus['blender'] | null,
): Previews {
  let current = $state.raw<Preview | null>(null);
  let progress = $state.raw<PreviewProgress | null>(null);
  /** Nodes run beside each other: each keeps what was last told of it. */
  let told = $state.raw<Readonly<Record<string, PreviewProgress>>>({});
  let done = $state.raw<Readonly<Record<string, Preview>>>({});
  let kept = $state.raw<PreviewedSteps>({});
  const log = createPreviewLog(() => current?.id ?? null);
  /** Events may overtake the answer of the start that they belong to: kept while any start waits for its answer. */
  const early: Preview[] = [];
  let starting = 0;
  let isOpen = true;

  function take(preview: Preview): void {
    current = preview;
    kept = keepSteps(kept, preview);
    if (preview.state === 'done') done = { ...done, [preview.nodeId]: preview };
    if (preview.endedAt !== null) progress = null;
  }

  $effect(() => {
    const stops = [
      onEvent('previews:changed', ({ preview }) => {
        if (preview.id === current?.id) take(preview);
        else if (starting > 0) early.push(preview);
      }),
      onEvent('previews:progressed', (next) => {
        if (next.previewId !== current?.id || current.endedAt !== null) return;
        progress = next;
        told = { ...told, [next.nodeId]: next };
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      isOpen = false;
      if (current?.endedAt === null) giveUp(current.id);
    };
  });

  const reasonAgainst: Previews['reasonAgainst'] = (nodeId) => {
    const { config, catalogue, problems } = editor;
    const hasProduct = target.product !== null;
    return previewReason(nodeId, { config, catalogue, problems, hasProduct, blender: blender() });
  };

  return {
    get current() {
      return current;
    },
    get progress() {
      return progress;
    },
    get log() {
      return log.lines;
    },
    progressOf: (nodeId) => told[nodeId] ?? null,
    stepOf: (nodeId) => previewedStep(nodeId, current, kept),
    of: (nodeId) => stillOf(editor, nodeId, done[nodeId]),
    reasonAgainst,
    async start(nodeId, quality) {
      if (reasonAgainst(nodeId) !== null || target.product === null) return;
      starting += 1;
      try {
        const started = await call('previews:start', {
          config: editor.snapshot(),
          workflowId: editor.origin.workflowId,
          nodeId,
          productId: target.product.id,
          outputTypeId: target.outputType?.id ?? null,
          quality,
        });
        if (!isOpen) return giveUp(started.id);
        progress = null;
        told = {};
        take(early.findLast(({ id }) => id === started.id) ?? started);
      } catch (thrown) {
        showError(thrown);
      } finally {
        starting -= 1;
        if (starting === 0) early.length = 0;
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
