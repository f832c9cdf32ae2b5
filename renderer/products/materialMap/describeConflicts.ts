import type { ManifestPart } from '../../../shared/domain/cad.ts';
import type { MaterialResolution, MaterialRule } from '../../../shared/domain/material.ts';

/** Parts that the same rules with different materials match, told once for all of them. */
export interface RuleConflict {
  readonly partKeys: readonly string[];
  readonly partNames: readonly string[];
  readonly winner: { readonly pattern: string; readonly materialName: string; readonly index: number };
  readonly losers: ReadonlyArray<{ readonly pattern: string; readonly materialName: string; readonly index: number }>;
}

/** Doubly matched parts, grouped by the rules that compete for them; most parts first. */
export function describeConflicts(
  resolution: Pick<MaterialResolution, 'doublyMatched'>,
  rules: readonly MaterialRule[],
  parts: ReadonlyMap<string, Pick<ManifestPart, 'name'>>,
  materialName: (id: string) => string,
): RuleConflict[] {
  const groups = new Map<string, typeof resolution.doublyMatched>();
  for (const entry of resolution.doublyMatched) {
    const key = entry.rules.join(',');
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  const side = (index: number): RuleConflict['winner'] => {
    const rule = rules[index];
    return { pattern: rule?.pattern ?? '', materialName: materialName(rule?.materialId ?? ''), index };
  };
  return [...groups.values()]
    .map((entries) => ({
      partKeys: entries.map((entry) => entry.partKey),
      partNames: entries.map((entry) => parts.get(entry.partKey)?.name ?? entry.partKey),
      winner: side(entries[0]!.winner),
      losers: entries[0]!.rules.filter((index) => index !== entries[0]!.winner).map(side),
    }))
    .sort((a, b) => b.partKeys.length - a.partKeys.length);
}
