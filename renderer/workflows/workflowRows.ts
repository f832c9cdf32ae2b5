import type { DraftSummary } from '../../shared/domain/draft.ts';
import type { ExecutionMode, Family } from '../../shared/domain/outputType.ts';
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
  readonly family: Family;
  readonly executionMode: ExecutionMode;
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
    .map((draft) => rowOf(draft.id, null, draft));
  return [...unsaved, ...workflows.map((workflow) => rowOf(workflow.id, workflow, changes.get(workflow.id) ?? null))];
}

/** What is not saved is newer than what is. */
function rowOf(id: string, workflow: WorkflowSummary, draft: DraftSummary | null): WorkflowRow;
function rowOf(id: string, workflow: WorkflowSummary | null, draft: DraftSummary): WorkflowRow;
function rowOf(id: string, workflow: WorkflowSummary | null, draft: DraftSummary | null): WorkflowRow {
  const { name, nodes, family, executionMode, updatedAt } = (draft ?? workflow)!;
  return { id, name, nodes, family, executionMode, changedAt: updatedAt, workflow, draft };
}

/** What the list opens with: as people ask for it on the first day. */
export function sampleWorkflowPath(workflows: readonly WorkflowSummary[]): string | null {
  const sample = workflows.find((workflow) => workflow.preset === 'still') ?? workflows[0];
  return sample ? `workflows/${encodeURIComponent(sample.id)}` : null;
}
