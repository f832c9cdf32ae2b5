import type { DifferingPart } from '../../shared/domain/comparison.ts';

/** What to call parts that differ, in their order: as the CAD system wrote it; the partKey where several have that name. */
export function partNames(parts: readonly Pick<DifferingPart, 'name' | 'partKey'>[]): string[] {
  const uses = new Map<string, number>();
  for (const { name } of parts) uses.set(name, (uses.get(name) ?? 0) + 1);
  return parts.map(({ name, partKey }) => (uses.get(name) === 1 ? name : partKey));
}
