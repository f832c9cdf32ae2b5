import type { RunLogLine } from '../../shared/domain/run.ts';

/** Two pieces of one log as one, by sequence number; lines that are in both are kept once. Neither is changed. */
export function mergeLogLines(known: readonly RunLogLine[], more: readonly RunLogLine[]): readonly RunLogLine[] {
  const first = more[0];
  if (!first) return known;
  const last = known.at(-1);
  // The usual case: what was just logged follows what is known.
  if (!last || first.seq > last.seq) return [...known, ...more];
  const bySeq = new Map([...known, ...more].map((line) => [line.seq, line]));
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq);
}
