import type { WorkflowProblem } from '../domain/workflowProblem.ts';
import { fieldPath } from './fieldPath.ts';
import { MAX_WORKFLOW_BYTES } from './readJsonText.ts';
import { showValue } from './showValue.ts';
import { workflowProblem } from './workflowProblem.ts';

const DEEPEST = 64;
const MOST_FAULTS = 100;
/** Code points of the Unicode block that only mean something in pairs: the `u` flag matches those that stand alone. */
const loneSurrogate = /\p{Surrogate}/u;

interface Walk {
  readonly path: PropertyKey[];
  readonly faults: WorkflowProblem[];
  /** Characters and values seen. Counts what is reached twice twice, so shared and circular objects end as well. */
  weight: number;
  hopeless: boolean;
}

/**
 * What keeps a value from being JSON that survives a round trip: no finite number, half a character, a key that would
 * change the prototype of what it is copied to, nested too deeply (so also circular), or too large.
 * `hopeless`: it cannot be looked at any further.
 */
export function jsonFaults(input: unknown): { faults: WorkflowProblem[]; hopeless: boolean } {
  const walk: Walk = { path: [], faults: [], weight: 0, hopeless: false };
  visit(walk, input);
  return { faults: walk.faults, hopeless: walk.hopeless };
}

function visit(walk: Walk, value: unknown): void {
  if (walk.hopeless) return;
  walk.weight += 1;
  if (typeof value === 'string') return visitText(walk, value, 'text');
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return report(walk, `is ${showValue(value)}, which JSON cannot hold`, 'Use a finite number.');
  }
  if (typeof value === 'function' || typeof value === 'bigint' || typeof value === 'symbol') {
    return report(walk, `is a ${typeof value}, which JSON cannot hold`, 'Use text, a number, true, false or null.');
  }
  if (typeof value !== 'object' || value === null) return;
  if (walk.path.length >= DEEPEST) {
    return giveUp(walk, `is nested deeper than ${DEEPEST} levels`, 'Flatten the value.');
  }
  visitMembers(walk, value);
}

function visitMembers(walk: Walk, value: object): void {
  const entries: Iterable<[PropertyKey, unknown]> = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [key, member] of entries) {
    walk.path.push(key);
    if (typeof key === 'string') {
      visitText(walk, key, 'key');
      if (key === '__proto__') report(walk, 'is a reserved name', 'Rename or remove the key.');
    }
    visit(walk, member);
    walk.path.pop();
    if (walk.hopeless) return;
  }
}

function visitText(walk: Walk, text: string, what: 'text' | 'key'): void {
  walk.weight += text.length;
  if (walk.weight > MAX_WORKFLOW_BYTES) {
    return giveUp(walk, 'makes the workflow larger than 8 MB', 'Remove what the workflow does not need.');
  }
  if (loneSurrogate.test(text)) {
    report(walk, `has half a character (a lone surrogate) in its ${what}`, 'Type the text again.');
  }
}

function report(walk: Walk, what: string, remedy: string): void {
  const field = fieldPath(walk.path);
  walk.faults.push(workflowProblem('config.field_invalid', `${field || 'The value'} ${what}.`, remedy, { field }));
  // A list of a million NaN says nothing that its first hundred do not.
  if (walk.faults.length >= MOST_FAULTS) walk.hopeless = true;
}

function giveUp(walk: Walk, what: string, remedy: string): void {
  const field = fieldPath(walk.path.slice(0, 8));
  walk.faults.push(workflowProblem('config.too_large', `${field || 'The value'} ${what}.`, remedy, { field }));
  walk.hopeless = true;
}
