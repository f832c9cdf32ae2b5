import type { WorkflowDraft } from '../../../../shared/domain/draft.ts';

/**
 * Drafts that could not be kept, as the drive is full. They are held for as long as the window is open, so that who
 * leaves a canvas and comes back finds what was there.
 */
const unkept = new Map<string, WorkflowDraft>();

export function holdUnkept(draft: Omit<WorkflowDraft, 'updatedAt'>): void {
  unkept.set(draft.id, { ...draft, updatedAt: new Date().toISOString() });
}

/** It was kept after all, or nobody wants it any more. */
export function forgetUnkept(id: string): void {
  unkept.delete(id);
}

/** null = all that there was could be kept. */
export function unkeptDraft(id: string): WorkflowDraft | null {
  return unkept.get(id) ?? null;
}
