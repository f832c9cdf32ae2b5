import type { ManifestPart } from '../../../shared/domain/cad.ts';

type Searchable = Pick<ManifestPart, 'partKey' | 'name' | 'productName' | 'path'>;

/** Keys of the parts whose name, product name, assembly or key holds every word of the query, in any order and case. */
export function findParts(parts: readonly Searchable[], query: string): Set<string> {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = new Set<string>();
  for (const part of parts) {
    const text = [part.name, part.productName, part.partKey, ...part.path].join('\n').toLowerCase();
    if (words.every((word) => text.includes(word))) found.add(part.partKey);
  }
  return found;
}
