import { untrack } from 'svelte';
import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import { call, onEvent } from '../../../api/client.ts';
import { asAppError } from '../../../api/resource.svelte.ts';
import { showError } from '../../../shell/showError.ts';
import type { WorkflowEditor } from '../../document/workflowEditor.ts';

/** A revision that somebody else saved after the one that the document is based on. */
export interface NewerRevision {
  readonly revision: number;
  readonly createdAt: string;
  readonly config: WorkflowConfig;
}

/**
 * Knows when another window has saved the same workflow. Call it while a component initialises.
 * @param busy whether this window is saving: then the news are its own
 */
export function useNewerRevision(editor: WorkflowEditor, busy: () => boolean) {
  let found = $state.raw<NewerRevision | null>(null);
  /** Id of the workflow that is not there any more. */
  let gone = $state<string | null>(null);
  /** Until the document is based on it. */
  const newer = $derived(found !== null && found.revision > editor.origin.revision ? found : null);

  async function look(): Promise<void> {
    const id = editor.origin.workflowId;
    if (id === null) return;
    try {
      const { shown, config } = await call('workflows:get', { id });
      if (editor.origin.workflowId !== id || shown.number < (found?.revision ?? 0)) return;
      found = { revision: shown.number, createdAt: shown.createdAt, config };
    } catch (thrown) {
      if (asAppError(thrown).code !== 'workflow.unknown') throw thrown;
      gone = id;
    }
  }

  $effect(() => {
    // A draft may have been opened on a revision that is not the latest.
    untrack(() => void look().catch(showError));
    return onEvent('workflows:changed', ({ workflowId }) => {
      if (workflowId === editor.origin.workflowId && !busy()) void look().catch(showError);
    });
  });

  return {
    get newer() {
      return newer;
    },
    /** The workflow was removed: there is nothing that this document could be saved to. */
    get removed() {
      return gone !== null && gone === editor.origin.workflowId;
    },
    look,
    forget() {
      found = null;
    },
  };
}
