import type { ManifestPart } from '../domain/cad.ts';
import type { MaterialResolution, MaterialRule } from '../domain/material.ts';
import { matchesWildcard } from './wildcard.ts';

type NamedPart = Pick<ManifestPart, 'partKey' | 'name' | 'productName'>;

/** True when the rule's pattern is this part's key, or a wildcard over its instance or product name. */
export function ruleMatches(rule: MaterialRule, part: NamedPart): boolean {
  if (rule.pattern === part.partKey) return true;
  return matchesWildcard(rule.pattern, part.name) || matchesWildcard(rule.pattern, part.productName);
}

/** Applies a material map to the parts of a product: the first rule from the top that matches wins. */
export function resolveMaterials(
  parts: readonly NamedPart[],
  rules: readonly MaterialRule[],
  knownMaterials: ReadonlySet<string>,
): MaterialResolution {
  const resolution: MaterialResolution = {
    assignments: {},
    ruleCounts: rules.map(() => ({ won: 0, matched: 0 })),
    unmatched: [],
    doublyMatched: [],
    unknownMaterials: [...new Set(rules.map((rule) => rule.materialId).filter((id) => !knownMaterials.has(id)))],
  };
  for (const part of parts) {
    const matching = rules.flatMap((rule, index) => (ruleMatches(rule, part) ? [index] : []));
    for (const index of matching) resolution.ruleCounts[index]!.matched += 1;
    const winner = matching.find((index) => knownMaterials.has(rules[index]!.materialId));
    if (winner === undefined) {
      resolution.unmatched.push(part.partKey);
      continue;
    }
    resolution.ruleCounts[winner]!.won += 1;
    resolution.assignments[part.partKey] = rules[winner]!.materialId;
    if (new Set(matching.map((index) => rules[index]!.materialId)).size > 1) {
      resolution.doublyMatched.push({ partKey: part.partKey, rules: matching, winner });
    }
  }
  return resolution;
}
