import canonicalize from 'canonicalize';
import type { Comparison } from '../../../shared/domain/comparison.ts';

/**
 * What was compared again, with the parts that were told `before` when they cannot be told now: they are those of the
 * same files, judged by the same thresholds, whatever has become of the product since.
 */
export function keepKnownParts(before: Comparison | null, after: Comparison): Comparison {
  if (after.parts?.known !== false || !before?.parts?.known) return after;
  const files = ({ control, candidate }: Comparison) => [control.sha256, candidate.sha256];
  const question = (of: Comparison) => canonicalize([files(of), of.thresholds]);
  const isSame = !files(after).includes(null) && question(before) === question(after);
  return isSame ? { ...after, parts: before.parts } : after;
}
