import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';

/**
 * Whether two configs give the same canonical text, were it not for their viewports. What both share is looked at once:
 * after an edit that is nearly everything, so that this takes no time.
 */
export function sameDocument(a: WorkflowConfig, b: WorkflowConfig): boolean {
  if (a === b) return true;
  const { viewport: _a, ...first } = a;
  const { viewport: _b, ...second } = b;
  return sameJson(first, second);
}

/** Equality of JSON: the order of keys counts for nothing, nor do keys without a value; -0 is written as 0. */
function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((entry, index) => sameJson(entry, b[index]));
  }
  const [first, second] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = keysOf(first);
  return keys.length === keysOf(second).length && keys.every((key) => sameMember(first, second, key));
}

function sameMember(a: Record<string, unknown>, b: Record<string, unknown>, key: string): boolean {
  return Object.hasOwn(b, key) && sameJson(a[key], b[key]);
}

function keysOf(record: Record<string, unknown>): string[] {
  return Object.keys(record).filter((key) => record[key] !== undefined);
}
