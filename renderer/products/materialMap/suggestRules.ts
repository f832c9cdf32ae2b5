import type { ManifestPart } from '../../../shared/domain/cad.ts';
import { matchesWildcard } from '../../../shared/materials/wildcard.ts';
import { compareNames, repeatName } from '../tree/repeatName.ts';

type NamedPart = Pick<ManifestPart, 'partKey' | 'name'>;

/** A rule that would give some unmatched parts a material. */
export interface RuleSuggestion {
  readonly pattern: string;
  /** Unmatched parts that the pattern would win. */
  readonly partKeys: readonly string[];
}

/**
 * Patterns that cover the unmatched parts: one wildcard per run of numbered names (`pin_01`, `pin_02` -> `pin_*`),
 * the plain name for a part that stands alone. Most parts first. Appended to the map they can only win parts that
 * no other rule has, so a suggestion never changes what is already assigned.
 */
export function suggestRules(unmatched: readonly NamedPart[]): RuleSuggestion[] {
  const stems = new Map<string, NamedPart[]>();
  for (const part of unmatched) {
    const { stem, number } = repeatName(part.name);
    const key = number === null ? part.name : stem;
    const members = stems.get(key);
    if (members) members.push(part);
    else stems.set(key, [part]);
  }
  const suggestions = [...stems].map(([stem, members]) => {
    const pattern = patternFor(stem, members);
    return {
      pattern,
      partKeys: unmatched.filter((part) => matchesWildcard(pattern, part.name)).map((part) => part.partKey),
    };
  });
  return suggestions.sort((a, b) => b.partKeys.length - a.partKeys.length || compareNames(a.pattern, b.pattern));
}

/** The narrowest pattern that covers parts chosen together: a common name, a common stem with `*`, or null if they share none. */
export function commonPattern(parts: readonly NamedPart[]): string | null {
  const names = [...new Set(parts.map((part) => part.name))];
  const first = names[0];
  if (first === undefined) return null;
  if (names.length === 1) return first;
  const stems = new Set(names.map((name) => repeatName(name).stem));
  return stems.size === 1 ? `${[...stems][0]}*` : null;
}

function patternFor(stem: string, members: readonly NamedPart[]): string {
  return commonPattern(members) ?? `${stem}*`;
}
