import { toast } from 'svelte-sonner';
import type { WorkflowConfig } from '../../shared/domain/workflow.ts';
import { call } from '../api/client.ts';
import { chooseWorkflow } from '../shell/importWorkflow.ts';
import { oneAtATime } from '../shell/oneAtATime.svelte.ts';
import { router } from '../shell/router.svelte.ts';
import { showError } from '../shell/showError.ts';
import { freeName, newDraft } from './newWorkflow.ts';
import type { WorkflowRow } from './workflowRows.ts';

type Action = 'import' | 'export' | 'duplicate' | 'discard';

export interface WorkflowActions {
  /** The one under way; meanwhile no other is started. */
  readonly busy: Action | null;
  importFile(): Promise<void>;
  /** The latest revision as it was saved, without changes that are not. */
  exportFile(row: WorkflowRow): Promise<void>;
  /** As a draft of its own, with what is not saved; opens it. */
  duplicate(row: WorkflowRow, taken: readonly string[]): Promise<void>;
  /** Throws the changes away; they can be taken back while the message is there. */
  discard(row: WorkflowRow): Promise<void>;
}

/** Keeps a document as a draft that was never saved, and opens it. @throws AppError of `drafts:keep` */
export async function openNewDraft(config: WorkflowConfig): Promise<void> {
  const draft = newDraft(config, crypto.randomUUID());
  await call('drafts:keep', draft);
  router.go(`workflows/${draft.id}`);
}

/** What can be done to a workflow from the list; failures are said in passing. `ondrafts`: drafts are others now. */
export function useWorkflowActions(ondrafts: () => void): WorkflowActions {
  const one = oneAtATime<Action>();
  const { act } = one;

  async function configOf(row: WorkflowRow): Promise<WorkflowConfig> {
    const draft = row.draft && (await call('drafts:get', { id: row.draft.id }));
    return draft ? draft.config : (await call('workflows:get', { id: row.id })).config;
  }

  return {
    get busy() {
      return one.busy;
    },
    importFile: () => act('import', chooseWorkflow),
    exportFile: ({ workflow }) =>
      act('export', async () => {
        const written = workflow && (await call('workflows:exportFile', { id: workflow.id }));
        if (written) toast(`${workflow.name} r${workflow.revision} exported`, { description: written.path });
      }),
    duplicate: (row, taken) =>
      act('duplicate', async () => {
        const config = await configOf(row);
        await openNewDraft({ ...config, name: freeName(`${config.name} copy`, taken) });
      }),
    discard: ({ draft, name }) =>
      act('discard', async () => {
        const kept = draft && (await call('drafts:get', { id: draft.id }));
        if (!kept) return ondrafts();
        await call('drafts:drop', { id: kept.id });
        ondrafts();
        const { id, workflowId, baseRevision, config } = kept;
        const takeBack = (): void =>
          void call('drafts:keep', { id, workflowId, baseRevision, config }).then(ondrafts, showError);
        const words = workflowId === null ? `Draft ‘${name}’ is removed` : `Changes to ‘${name}’ are discarded`;
        toast(words, { duration: 10_000, action: { label: 'Undo', onClick: takeBack } });
      }),
  };
}
