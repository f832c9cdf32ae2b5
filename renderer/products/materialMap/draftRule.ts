import type { MaterialRule } from '../../../shared/domain/material.ts';

/** A rule while it is edited: with an identity of its own, and perhaps still without a pattern. */
export interface DraftRule extends MaterialRule {
  readonly id: number;
}

/** A row without a pattern is not a rule yet. */
export function isComplete(rule: MaterialRule): boolean {
  return rule.pattern.trim() !== '' && rule.materialId !== '';
}

/** Draft rules by identity -> where they stand among the rules that count; -1 for an incomplete row. */
export function completeIndexes(rules: readonly DraftRule[]): Map<number, number> {
  let next = 0;
  return new Map(rules.map((rule) => [rule.id, isComplete(rule) ? next++ : -1]));
}
