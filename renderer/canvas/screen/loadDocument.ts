import { NEW_DRAFT_PREFIX, type WorkflowDraft } from '../../../shared/domain/draft.ts';
import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import type { WorkflowDetail } from '../../../shared/domain/workflow.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import { call } from '../../api/client.ts';
import { asAppError } from '../../api/resource.svelte.ts';
import { baseRevisionOf } from './save/draftDecision.ts';
import { unkeptDraft } from './save/unkeptDrafts.ts';

/** What the canvas is opened with. */
export interface LoadedDocument {
  readonly definitions: readonly NodeDefinition[];
  /** The saved workflow, in the revision that the work goes on from; null = never saved. */
  readonly saved: WorkflowDetail | null;
  /** Changes that were not saved; null = none. */
  readonly draft: WorkflowDraft | null;
}

/**
 * Reads a workflow, or a draft that was never saved, by the id in the address.
 * @throws AppError `workflow.unknown`, `app.not_found`
 */
export async function loadDocument(id: string): Promise<LoadedDocument> {
  const [definitions, kept] = await Promise.all([call('nodes:list', undefined), call('drafts:get', { id })]);
  const draft = unkeptDraft(id) ?? kept;
  if (!id.startsWith(NEW_DRAFT_PREFIX)) {
    try {
      return { definitions, draft, saved: await call('workflows:get', { id, revision: baseRevisionOf(draft) }) };
    } catch (thrown) {
      // Removed meanwhile: what nobody has saved is still there, and can be saved as a workflow of its own.
      if (draft === null || asAppError(thrown).code !== 'workflow.unknown') throw thrown;
      return { definitions, draft, saved: null };
    }
  }
  if (draft === null) {
    throw new AppError('app.not_found', 'This draft is not there any more.', {
      remedy: 'It was saved or discarded. Choose a workflow from the list.',
      details: { id },
    });
  }
  return { definitions, draft, saved: null };
}
