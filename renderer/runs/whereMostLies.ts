import type { Comparison } from '../../shared/domain/comparison.ts';
import { partNames } from './partNames.ts';

/** Which part more than half of the differing pixels lie in, as a sentence; null = in none, or nobody knows. */
export function whereMostLies(parts: Comparison['parts']): string | null {
  // Of some that differ nobody knows how much.
  if (!parts?.known || parts.more) return null;
  const names = partNames(parts.differing);
  const regions = [
    ...parts.differing.map(({ differing }, index) => ({ where: names[index]!, differing })),
    ...(parts.backdrop ? [{ where: 'the backdrop', differing: parts.backdrop.differing }] : []),
  ];
  const all = regions.reduce((sum, { differing }) => sum + differing, 0);
  const most = regions.find(({ differing }) => differing > all / 2);
  return most ? `Most of it lies in ${most.where}.` : null;
}
