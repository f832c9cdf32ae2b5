import { flushSync, untrack } from 'svelte';
import { call, onEvent } from '../../../api/client.ts';
import { showError } from '../../../shell/showError.ts';
import type { WorkflowEditor } from '../../document/workflowEditor.ts';
import { draftStep } from './draftDecision.ts';
import { forgetUnkept, holdUnkept } from './unkeptDrafts.ts';

const quietMilliseconds = 400;
/** What could not be kept, as the drive is full, is tried again after this time. */
const againMilliseconds = 5000;

interface DraftKeeper {
  /** What stands on the canvas could not be kept: it is lost when the window closes. */
  readonly failed: boolean;
}

/**
 * Keeps what is not saved yet under the document's draft id: a moment after each edit, and at once when the window or
 * the screen goes away. Call it while a component initialises.
 * @param kept whether there is a draft of it already
 */
export function useDraftKeeper(editor: WorkflowEditor, kept: boolean): DraftKeeper {
  let draftId = editor.origin.draftId;
  let isKept = kept;
  let last = editor.config;
  let lastRevision = editor.origin.revision;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isOpen = true;
  let failed = $state(false);

  function settle(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  function keepIn(milliseconds: number): void {
    settle();
    timer = setTimeout(keep, milliseconds);
  }

  /** A drive that is full is told once, not after every edit. */
  function tell(thrown: unknown): void {
    if (!failed) showError(thrown);
    failed = true;
  }

  function keep(): void {
    settle();
    const { workflowId, revision } = editor.origin;
    const draft = { id: draftId, workflowId, baseRevision: revision, config: editor.snapshot() };
    isKept = true;
    call('drafts:keep', draft).then(
      () => {
        failed = false;
        forgetUnkept(draft.id);
      },
      (thrown: unknown) => {
        tell(thrown);
        holdUnkept(draft);
        if (isOpen && timer === null && isKept) keepIn(againMilliseconds);
      },
    );
  }

  function drop(): void {
    settle();
    isKept = false;
    forgetUnkept(draftId);
    call('drafts:drop', { id: draftId }).then(() => (failed = false), showError);
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
    const { workflowId, revision } = editor.origin;
    untrack(() => {
      follow();
      const step = draftStep({
        edited,
        everSaved: workflowId !== null,
        isKept: isKept || timer !== null,
        // What was edited while it was being saved is based on what was saved.
        changed: config !== last || revision !== lastRevision,
      });
      last = config;
      lastRevision = revision;
      if (step === 'drop') drop();
      if (step === 'keep') keepIn(quietMilliseconds);
    });
  });

  $effect(() => {
    const flush = (): void => {
      if (timer !== null) keep();
    };
    addEventListener('pagehide', flush);
    const stop = onEvent('app:closing', () => {
      // A field may have given what stood in it just now.
      flushSync();
      flush();
    });
    return () => {
      removeEventListener('pagehide', flush);
      stop();
      isOpen = false;
      flush();
    };
  });

  return {
    get failed() {
      return failed;
    },
  };
}
