import type { BlendMetrics } from '../domain/comparison.ts';
import type { Judgement } from './judgement.ts';

/** Equal scenes have equal canonical text. Text without a line is no evidence: even an empty scene says what it is. */
export function judgeBlend(metrics: BlendMetrics): Judgement {
  const [control, candidate] = metrics.lines;
  if (control === 0 || candidate === 0) {
    const message = 'A .blend was described without a single line.';
    return { verdict: 'inconclusive', reasons: [{ code: 'evidence.comparator_failed', message }] };
  }
  const first = metrics.onlyControl[0] ?? metrics.onlyCandidate[0];
  if (first === undefined) {
    return { verdict: 'pass', reasons: [{ code: 'blend.equal', message: `All ${control} lines are equal.` }] };
  }
  const message = `The scenes differ, first in: ${first}`;
  return { verdict: 'fail', reasons: [{ code: 'blend.differs', message }] };
}
