import { toast } from 'svelte-sonner';
import type { WorkflowConfig, WorkflowDetail } from '../../../../shared/domain/workflow.ts';
import { call } from '../../../api/client.ts';
import { asAppError } from '../../../api/resource.svelte.ts';
import { router } from '../../../shell/router.svelte.ts';
import { showError } from '../../../shell/showError.ts';
import type { Edit } from '../../document/edit.ts';
import { replaceConfig } from '../../document/edits/replaceConfig.ts';
import type { DocumentOrigin, WorkflowEditor } from '../../document/workflowEditor.ts';
import { type NewerRevision, useNewerRevision } from './newerRevision.svelte.ts';
import { saveFailure, type SaveFailure } from './saveFailure.ts';
import { copyName } from './saveWords.ts';

export interface Saver {
  readonly busy: boolean;
  /** Seen by itself, or because a save was refused for it; null = ours is the latest. */
  readonly newer: NewerRevision | null;
  /** The workflow is not there any more; saving makes another one of the document. */
  readonly removed: boolean;
  /** The choice is to be made now. */
  asking: boolean;
  /** What is wrong with the name, or with the document as a whole; gone with the next edit of it. */
  readonly nameProblem: string | null;
  readonly malformed: Extract<SaveFailure, { kind: 'malformed' }> | null;
  /** Waits for the save that is under way, however it ends. */
  idle(): Promise<void>;
  /** @returns whether the document is saved now */
  save(note?: string): Promise<boolean>;
  saveCopy(): Promise<boolean>;
  /** Takes the newer revision in place of this document; undo brings it back. */
  takeNewer(): void;
}

const nameAsCopy = (name: string): Edit => ({
  label: 'Name it as a copy',
  change: (draft) => void (draft.name = name),
});

function tellSaved({ id, shown }: WorkflowDetail, before: DocumentOrigin): void {
  const isNew = id !== before.workflowId || shown.number > before.revision;
  toast(isNew ? `Saved as r${shown.number}` : `Nothing has changed since r${shown.number}`, { duration: 2500 });
}

/** Saves the document, and knows why it could not. Call it while a component initialises. */
export function createSaver(editor: WorkflowEditor): Saver {
  let busy = $state(false);
  let asking = $state(false);
  /** What was refused, and the config that was: another one may be in order. */
  let refused = $state.raw<{ failure: SaveFailure; config: WorkflowConfig } | null>(null);
  const meanwhile = useNewerRevision(editor, () => busy);
  const failure = $derived(refused?.config === editor.config ? refused.failure : null);
  const nameFailure = $derived(refused?.config.name === editor.config.name ? refused.failure : null);

  async function refuse(thrown: unknown, config: WorkflowConfig): Promise<void> {
    const error = asAppError(thrown);
    const why = saveFailure(error);
    refused = { failure: why, config };
    if (why.kind === 'other') showError(error);
    if (why.kind !== 'conflict' && why.kind !== 'removed') return;
    await meanwhile.look();
    asking = meanwhile.newer !== null;
  }

  let underWay: Promise<unknown> = Promise.resolve();

  async function write(...what: Parameters<typeof writeNow>): Promise<boolean> {
    if (busy) return false;
    const writing = writeNow(...what);
    underWay = writing;
    return writing;
  }

  async function writeNow(id: string | null, note: string, name = editor.config.name): Promise<boolean> {
    busy = true;
    const { config } = editor;
    const sent = { ...editor.snapshot(), name };
    const before = editor.origin;
    try {
      const saved = await call('workflows:save', { id, config: sent, baseRevision: before.revision, note });
      if (name !== config.name) editor.apply(nameAsCopy(name));
      editor.markSaved({ workflowId: saved.id, revision: saved.shown.number, config: sent });
      refused = null;
      meanwhile.forget();
      if (saved.id !== before.workflowId) router.rename(`workflows/${encodeURIComponent(saved.id)}`);
      tellSaved(saved, before);
      return true;
    } catch (thrown) {
      await refuse(thrown, config).catch(showError);
      return false;
    } finally {
      busy = false;
    }
  }

  return {
    get busy() {
      return busy;
    },
    get newer() {
      return meanwhile.newer;
    },
    get asking() {
      return asking && meanwhile.newer !== null;
    },
    set asking(next) {
      asking = next;
    },
    get nameProblem() {
      return nameFailure?.kind === 'name' ? nameFailure.message : null;
    },
    get malformed() {
      return failure?.kind === 'malformed' ? failure : null;
    },
    get removed() {
      return meanwhile.removed;
    },
    idle: async () => void (await underWay),
    save: (note = '') => write(meanwhile.removed ? null : editor.origin.workflowId, note),
    async saveCopy() {
      try {
        const taken = (await call('workflows:list', undefined)).map(({ name }) => name);
        const done = await write(null, '', copyName(editor.config.name, taken));
        if (done) asking = false;
        return done;
      } catch (thrown) {
        showError(thrown);
        return false;
      }
    },
    takeNewer() {
      const { workflowId } = editor.origin;
      if (meanwhile.newer === null || workflowId === null) return;
      const { revision, config } = meanwhile.newer;
      editor.apply(replaceConfig(config, `Take r${revision}`));
      editor.markSaved({ workflowId, revision, config });
      meanwhile.forget();
      asking = false;
    },
  };
}
