import { untrack } from 'svelte';
import { call } from '../../../api/client.ts';
import { showError } from '../../../shell/showError.ts';
import type { WorkflowEditor } from '../../document/workflowEditor.ts';
import { draftStep } from './draftDecision.ts';

const quietMilliseconds = 400;

/**
 * Keeps what is not saved yet under the document's draft id: a moment after each edit, and at once when the window goes
 * away. Call it while a component initialises.
 * @param kept whether there is a draft of it already
 */
export function useDraftKeeper(editor: WorkflowEditor, kept: boolean): void {
  let draftId = editor.origin.draftId;
  let isKept = kept;
  let last = editor.config;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let told = false;

  function settle(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  /** A disk that is full is told once, not after every edit. */
  async function tell(work: Promise<void>): Promise<void> {
    try {
      await work;
      told = false;
    } catch (thrown) {
      if (!told) showError(thrown);
      told = true;
    }
  }

  function keep(): void {
    settle();
    const { workflowId, revision } = editor.origin;
    isKept = true;
    void tell(call('drafts:keep', { id: draftId, workflowId, baseRevision: revision, config: editor.snapshot() }));
  }

  function drop(): void {
    settle();
    isKept = false;
    void tell(call('drafts:drop', { id: draftId }));
  }

  /** It was saved for the first time, or as a copy: what was kept under the old id is saved now. */
  function follow(): void {
    if (editor.origin.draftId === draftId) return;
    if (isKept) drop();
    settle();
    draftId = editor.origin.draftId;
  }

  $effect(() => {
    const { config, edited } = editor;
    const { workflowId } = editor.origin;
    untrack(() => {
      follow();
      const step = draftStep({
        edited,
        everSaved: workflowId !== null,
        isKept: isKept || timer !== null,
        changed: config !== last,
      });
      last = config;
      if (step === 'drop') drop();
      if (step !== 'keep') return;
      settle();
      timer = setTimeout(keep, quietMilliseconds);
    });
  });

  $effect(() => {
    const flush = (): void => {
      if (timer !== null) keep();
    };
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      flush();
    };
  });
}
