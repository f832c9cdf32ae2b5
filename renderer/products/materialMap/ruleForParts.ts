import type { ManifestPart } from '../../../shared/domain/cad.ts';
import type { MaterialRule } from '../../../shared/domain/material.ts';
import { ruleMatches } from '../../../shared/materials/resolveMaterials.ts';
import { commonPattern } from './suggestRules.ts';

type NamedPart = Pick<ManifestPart, 'partKey' | 'name' | 'productName'>;

/**
 * Patterns that match exactly the chosen parts: a shared wildcard or name where it touches no other part,
 * else the key of each part.
 */
export function patternsForParts(chosen: readonly NamedPart[], all: readonly NamedPart[]): string[] {
  const keys = new Set(chosen.map((part) => part.partKey));
  const shared = commonPattern(chosen);
  if (shared !== null) {
    const matched = all.filter((part) => ruleMatches({ pattern: shared, materialId: '' }, part));
    if (matched.length === keys.size && matched.every((part) => keys.has(part.partKey))) return [shared];
  }
  return [...keys];
}

/** Where a rule for these parts must stand to win them all: above the first rule that matches any of them, else last. */
export function insertIndexFor(parts: readonly NamedPart[], rules: readonly MaterialRule[]): number {
  const first = rules.findIndex((rule) => parts.some((part) => ruleMatches(rule, part)));
  return first < 0 ? rules.length : first;
}

/** The map in which the chosen parts have the material: an existing rule for exactly these parts is changed, else rules are added. */
export function assignMaterial(
  rules: readonly MaterialRule[],
  chosen: readonly NamedPart[],
  all: readonly NamedPart[],
  materialId: string,
): MaterialRule[] {
  const patterns = patternsForParts(chosen, all);
  const kept = rules.filter((rule) => !patterns.includes(rule.pattern));
  const first = rules.findIndex((rule) => patterns.includes(rule.pattern));
  const before = insertIndexFor(chosen, kept);
  const index =
    first < 0 ? before : Math.min(before, rules.slice(0, first).filter((rule) => kept.includes(rule)).length);
  const added = patterns.map((pattern) => ({ pattern, materialId }));
  return [...kept.slice(0, index), ...added, ...kept.slice(index)];
}

/** The list with the element at `from` standing at `to`; both are clamped to the list. */
export function moveRule<T>(rules: readonly T[], from: number, to: number): T[] {
  const target = Math.min(rules.length - 1, Math.max(0, to));
  const moved = rules[from];
  if (moved === undefined || from === target) return [...rules];
  const rest = rules.filter((_, index) => index !== from);
  return [...rest.slice(0, target), moved, ...rest.slice(target)];
}
