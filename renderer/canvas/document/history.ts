import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import { sameDocument } from './sameDocument.ts';
import type { Selection } from './selection.ts';

/** What a step of undo leads from and to. */
export interface DocumentState {
  readonly config: WorkflowConfig;
  readonly selection: Selection;
}

interface Step {
  readonly label: string;
  readonly before: DocumentState;
  readonly after: DocumentState;
}

/**
 * What can be taken back and done again. A step holds the document before and after: as edits replace only what they
 * change, two documents share all the rest, and taking a step back gives the very lists that were there.
 */
export interface EditHistory {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  /** The latest step takes in edits of this key that come before the time is over. */
  readonly open: { readonly merge: string; readonly until: number } | null;
}

export const emptyHistory: EditHistory = { past: [], future: [], open: null };

const MOST_STEPS = 500;
/** Milliseconds. After a pause of this length one begins something new, even with the same control. */
const PAUSE = 2000;

/** A step that was just done, at a time in milliseconds. */
export function record(history: EditHistory, step: Step & { merge: string | null; at: number }): EditHistory {
  const { label, before, after, merge, at } = step;
  const last = history.past.at(-1);
  const merges = last !== undefined && merge !== null && history.open?.merge === merge && at < history.open.until;
  const open = merge === null ? null : { merge, until: at + PAUSE };
  if (!merges) return { past: [...history.past, { label, before, after }].slice(-MOST_STEPS), future: [], open };
  const earlier = history.past.slice(0, -1);
  // What was scrubbed back to where it began is no step.
  if (sameDocument(last.before.config, after.config)) return { past: earlier, future: [], open: null };
  return { past: [...earlier, { label, before: last.before, after }], future: [], open };
}

/** The next edit is a step of its own. */
export function closeStep(history: EditHistory): EditHistory {
  return history.open === null ? history : { ...history, open: null };
}

/** null = there is nothing to take back. */
export function undo({ past, future }: EditHistory): { history: EditHistory; state: DocumentState } | null {
  const step = past.at(-1);
  if (step === undefined) return null;
  return { history: { past: past.slice(0, -1), future: [step, ...future], open: null }, state: step.before };
}

/** null = there is nothing to do again. */
export function redo({ past, future }: EditHistory): { history: EditHistory; state: DocumentState } | null {
  const [step, ...later] = future;
  if (step === undefined) return null;
  return { history: { past: [...past, step], future: later, open: null }, state: step.after };
}
