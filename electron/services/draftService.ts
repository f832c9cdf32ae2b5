import type { DraftSummary, WorkflowDraft } from '../../shared/domain/draft.ts';
import { workflowConfigSchema } from '../../shared/domain/workflow.ts';
import { toErrorValue } from '../../shared/errors/appError.ts';
import { canonicalWorkflow } from '../../shared/graph/canonicalWorkflow.ts';
import type { DraftRecord } from '../persistence/repositories/draftRepository.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

/**
 * Unsaved changes to workflows. They survive the window and the application; one that cannot be read is logged and
 * counts as absent, as nobody at the screen can do anything about it.
 */
export interface DraftService {
  /** Newest first. Those of removed workflows are among them. */
  list(): DraftSummary[];
  get(id: string): WorkflowDraft | null;
  /** In place of what was kept under its id. */
  keep(draft: Omit<WorkflowDraft, 'updatedAt'>): void;
  /** One that is not there is dropped already. */
  drop(id: string): void;
}

export function createDraftService(context: ServiceContext): DraftService {
  const { drafts } = context.repositories;

  function read({ config, ...draft }: DraftRecord): WorkflowDraft | null {
    try {
      return { ...draft, config: workflowConfigSchema.parse(JSON.parse(config)) };
    } catch (thrown) {
      context.logger.warn('a draft cannot be read', { id: draft.id, error: toErrorValue(thrown) });
      return null;
    }
  }

  return {
    list: () =>
      drafts.list().flatMap((record) => {
        const draft = read(record);
        if (!draft) return [];
        const { config, ...summary } = draft;
        const { name, family, executionMode, nodes } = config;
        return [{ ...summary, name, family, executionMode, nodes: nodes.length }];
      }),
    get(id) {
      const record = drafts.get(id);
      return record && read(record);
    },
    keep({ config, ...draft }) {
      drafts.keep({ ...draft, config: canonicalWorkflow(config), updatedAt: timestamp(context) });
      context.events.emit('drafts:changed', { id: draft.id });
    },
    drop(id) {
      drafts.remove(id);
      context.events.emit('drafts:changed', { id });
    },
  };
}
