import type { WorkflowConfig, WorkflowNode } from '../../../shared/domain/workflow.ts';
import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import type { Attempt, Edit } from './edit.ts';
import type { Selection } from './selection.ts';

/** What the document was opened from, or saved as last. */
export interface DocumentOrigin {
  /** Id under which unsaved changes are kept: the workflow's, or `new-…`. */
  readonly draftId: string;
  /** null = never saved. */
  readonly workflowId: string | null;
  /** 0 = none. */
  readonly revision: number;
}

/**
 * The document on the canvas: the only way to read and to change it. All properties are reactive; `config` is replaced,
 * never changed in place, and what did not change keeps its identity.
 */
export interface WorkflowEditor {
  readonly origin: DocumentOrigin;
  readonly config: WorkflowConfig;
  readonly catalogue: NodeCatalogue;
  readonly selection: Selection;
  /** The selected node, when exactly one is. */
  readonly node: WorkflowNode | null;
  /** Found while editing, by the same rules as dispatch's; of the world outside the document only preflight knows. */
  readonly problems: readonly WorkflowProblem[];
  readonly problemsOf: (nodeId: string) => readonly WorkflowProblem[];
  /** Differs from what was opened or saved last; the place of the viewport does not count. */
  readonly edited: boolean;
  /** What undo and redo would do, in words; null = nothing. */
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
  apply(edit: Edit): void;
  /** Applies it, or answers why not. */
  attempt(attempt: Attempt): string | null;
  undo(): void;
  redo(): void;
  /** Replaces the selection; ids that the document does not have are dropped. */
  select(selection: Selection): void;
  /** Where the canvas is looked at. It is saved with the document and is no edit. */
  setViewport(viewport: { x: number; y: number; zoom: number }): void;
  /** The config as it would be saved now, viewport included. */
  snapshot(): WorkflowConfig;
  /** It was saved as this revision: what undo knows stays. */
  markSaved(saved: { workflowId: string; revision: number; config: WorkflowConfig }): void;
}
