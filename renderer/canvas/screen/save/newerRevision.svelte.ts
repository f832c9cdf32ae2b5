import { untrack } from 'svelte';
import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import { call, onEvent } from '../../../api/client.ts';
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
  /** Until the document is based on it. */
  const newer = $derived(found !== null && found.revision > editor.origin.revision ? found : null);

  async function look(): Promise<void> {
    const id = editor.origin.workflowId;
    if (id === null) return;
    const { shown, config } = await call('workflows:get', { id });
    if (editor.origin.workflowId === id) found = { revision: shown.number, createdAt: shown.createdAt, config };
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
    look,
    forget() {
      found = null;
    },
  };
}
