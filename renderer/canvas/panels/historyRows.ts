import type { WorkflowRevision } from '../../../shared/domain/workflow.ts';

/** A line of the history: a revision, or what is on the canvas and not saved. */
export interface HistoryRow {
  readonly key: string;
  /** null = not saved. */
  readonly number: number | null;
  readonly note: string;
  /** ISO 8601 UTC; null = now. */
  readonly createdAt: string | null;
  readonly sha256: string | null;
  /** The canvas was opened from it, or saved as it, last. */
  readonly base: boolean;
}

/** What is compared: from the older to the newer. `after` null = what is on the canvas. */
export interface RevisionPair {
  readonly before: number;
  readonly after: number | null;
}

export const UNSAVED = 'unsaved';

/** Newest first; unsaved changes are newer than every revision. */
export function historyRows(
  revisions: readonly WorkflowRevision[],
  { base, edited }: { readonly base: number; readonly edited: boolean },
): HistoryRow[] {
  const saved = revisions
    .toSorted((a, b) => b.number - a.number)
    .map(({ number, note, createdAt, sha256 }) => ({
      ...{ key: `r${number}`, number, note, createdAt, sha256 },
      base: number === base,
    }));
  if (!edited) return saved;
  const note = base === 0 ? 'Unsaved changes' : `Unsaved changes, made on r${base}`;
  return [{ key: UNSAVED, number: null, note, createdAt: null, sha256: null, base: false }, ...saved];
}

/**
 * What is compared when these are chosen: two with each other, one with the canvas, unsaved changes with what they were
 * made on. null = nothing can be compared.
 */
export function revisionPair(
  rows: readonly HistoryRow[],
  selected: readonly string[],
  current: string | null,
): RevisionPair | null {
  // The list is sorted, so of two the newer comes first.
  const two = rows.filter(({ key }) => selected.includes(key));
  const [newer, older] = two.length === 2 ? two : [undefined, rows.find(({ key }) => key === current)];
  if (older === undefined) return null;
  if (older.number !== null) return { before: older.number, after: newer?.number ?? null };
  const base = rows.find((row) => row.base)?.number ?? null;
  return base === null ? null : { before: base, after: null };
}
