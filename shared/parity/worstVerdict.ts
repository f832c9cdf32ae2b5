import type { Verdict } from '../domain/comparison.ts';

/** No evidence is worse than a small difference, and a proven difference worse than no evidence. */
const order: readonly Verdict[] = ['pass', 'warn', 'inconclusive', 'fail'];

/** Of nothing at all: inconclusive. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0) return 'inconclusive';
  return order[Math.max(...verdicts.map((verdict) => order.indexOf(verdict)))]!;
}
