import type { DraftSummary } from '../../shared/domain/draft.ts';
import type { WorkflowSummary } from '../../shared/domain/workflow.ts';

/** A line of the list: a saved workflow, with changes that are not saved or without, or a draft that never was. */
export interface WorkflowRow {
  /** Of the workflow or the draft; the canvas opens either. */
  readonly id: string;
  readonly name: string;
  /** null = never saved. */
  readonly workflow: WorkflowSummary | null;
  /** Changes that nobody has saved; null = none. */
  readonly draft: DraftSummary | null;
  readonly nodes: number;
  /** ISO 8601 UTC. */
  readonly changedAt: string;
}

/**
 * Drafts that were never saved first, newest first: they are the work that can be lost, and so are changes to a workflow
 * that has been removed. Then the workflows in their order.
 */
export function workflowRows(workflows: readonly WorkflowSummary[], drafts: readonly DraftSummary[]): WorkflowRow[] {
  const known = new Set(workflows.map(({ id }) => id));
  const isOfWorkflow = ({ workflowId }: DraftSummary): boolean => workflowId !== null && known.has(workflowId);
  const changes = new Map(drafts.filter(isOfWorkflow).map((draft) => [draft.workflowId, draft]));
  const unsaved = drafts
    .filter((draft) => !isOfWorkflow(draft))
    .toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt))
    .map((draft) => rowOf(null, draft));
  return [...unsaved, ...workflows.map((workflow) => rowOf(workflow, changes.get(workflow.id) ?? null))];
}

function rowOf(workflow: WorkflowSummary | null, draft: DraftSummary | null): WorkflowRow {
  return {
    id: workflow?.id ?? draft?.id ?? '',
    name: draft?.name ?? workflow?.name ?? '',
    nodes: draft?.nodes ?? workflow?.nodes ?? 0,
    changedAt: draft?.updatedAt ?? workflow?.updatedAt ?? '',
    ...{ workflow, draft },
  };
}

/** What the list opens with: as people ask for it on the first day. */
export function sampleWorkflowPath(workflows: readonly WorkflowSummary[]): string | null {
  const sample = workflows.find((workflow) => workflow.preset === 'still') ?? workflows[0];
  return sample ? `workflows/${encodeURIComponent(sample.id)}` : null;
}
