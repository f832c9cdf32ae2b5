import type { WorkflowDraft } from '../../../../shared/domain/draft.ts';

type DraftStep = 'keep' | 'drop' | 'nothing';

/**
 * What becomes of the kept draft when the document stands as it does: it follows the document, and goes when there is
 * nothing left that is not saved. A document that was never saved exists as its draft alone.
 */
export function draftStep(state: {
  edited: boolean;
  everSaved: boolean;
  isKept: boolean;
  changed: boolean;
}): DraftStep {
  if (state.edited || !state.everSaved) return state.changed ? 'keep' : 'nothing';
  return state.isKept ? 'drop' : 'nothing';
}

/** The revision that the canvas opens on: a draft goes on from its own, whatever was saved since. null = the latest. */
export function baseRevisionOf(draft: Pick<WorkflowDraft, 'workflowId' | 'baseRevision'> | null): number | null {
  return draft !== null && draft.workflowId !== null && draft.baseRevision > 0 ? draft.baseRevision : null;
}
