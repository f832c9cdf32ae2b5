import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import type { Selection } from './selection.ts';

/** A change of the document, as one step of undo. */
export interface Edit {
  /** What undo offers to take back, in the imperative: `Move 3 nodes`. */
  readonly label: string;
  /** Changes a draft of the config in place. Throws nothing; it was checked before that it can be done. */
  readonly change: (draft: WorkflowConfig) => void;
  /** What is selected afterwards; left out = as it is, without what is gone. */
  readonly select?: Selection;
  /** Edits in a row with the same key become one step of undo: scrubbing a number is one. */
  readonly merge?: string;
}

/** What is asked for may not be possible: then why, in words for the person who asked. */
export type Attempt<T = Edit> =
  { readonly ok: true; readonly edit: T } | { readonly ok: false; readonly reason: string };
