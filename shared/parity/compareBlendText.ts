import type { BlendMetrics } from '../domain/comparison.ts';

/** More lines on one side say no more to people; the numbers of all lines are kept beside them. */
const LISTED = 200;

/** Lines that only one side has, counted: a line that stands twice here and once there is a difference. */
export function compareBlendText(control: readonly string[], candidate: readonly string[]): BlendMetrics {
  return {
    onlyControl: linesOnlyIn(control, candidate),
    onlyCandidate: linesOnlyIn(candidate, control),
    lines: [control.length, candidate.length],
  };
}

function linesOnlyIn(these: readonly string[], those: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of those) left.set(line, (left.get(line) ?? 0) + 1);
  const only: string[] = [];
  for (const line of these) {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    else if (only.push(line) === LISTED) break;
  }
  return only;
}
