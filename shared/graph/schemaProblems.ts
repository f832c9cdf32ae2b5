import type { z } from 'zod';
import type { WorkflowProblem } from '../domain/workflowProblem.ts';
import { fieldPath } from './fieldPath.ts';
import { isRecord } from './isRecord.ts';
import { showValue } from './showValue.ts';
import { valueKinds } from './valueKinds.ts';
import { workflowProblem } from './workflowProblem.ts';

type Issue = z.core.$ZodIssue;
interface Finding {
  readonly code: WorkflowProblem['code'];
  readonly message: string;
  readonly remedy: string;
}

/** What the last key of a path has to look like, for the patterns of the schema. */
const patterns: Record<string, string> = {
  id: 'Begin with a letter; then up to 63 letters, digits, "_" or "-".',
  node: 'Give the id of a node: a letter, then up to 63 letters, digits, "_" or "-".',
  type: 'Give a node type: a small letter, then up to 63 small letters, digits or "_".',
  port: 'Give the name of a port: a small letter, then up to 63 small letters, digits or "_".',
};

/** The value at a path, and whether something stands there at all. */
function look(input: unknown, path: readonly PropertyKey[]): { value: unknown; present: boolean } {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
      return { value: undefined, present: false };
    }
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return { value, present: value !== undefined };
}

/** The id of the node or edge that a path leads into. */
function ownerOf(input: unknown, path: readonly PropertyKey[]): { nodeId: string | null; edgeId: string | null } {
  const [list, index] = path;
  const { value } = look(input, path.slice(0, 2));
  const id = typeof index === 'number' && isRecord(value) && typeof value.id === 'string' ? value.id : null;
  return { nodeId: list === 'nodes' ? id : null, edgeId: list === 'edges' ? id : null };
}

/** Findings of the schema in the words of this product, with the place where each stands. */
export function schemaProblems(input: unknown, issues: readonly Issue[]): WorkflowProblem[] {
  return issues.flatMap((issue) => {
    const owner = ownerOf(input, issue.path);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => {
        const field = fieldPath([...issue.path, key]);
        const message = `${field} is no field of a workflow (schema version 1).`;
        return workflowProblem('config.field_unknown', message, 'Remove it, or check its spelling.', {
          ...owner,
          field,
        });
      });
    }
    const field = fieldPath(issue.path);
    const { code, message, remedy } = describe(issue, field, look(input, issue.path));
    return [workflowProblem(code, message, remedy, { ...owner, field })];
  });
}

function describe(issue: Issue, field: string, found: { value: unknown; present: boolean }): Finding {
  const invalid = (message: string, remedy: string): Finding => ({ code: 'config.field_invalid', message, remedy });
  const shown = showValue(found.value);
  if (!found.present) return { code: 'config.field_missing', message: `${field} is missing.`, remedy: needed(issue) };
  switch (issue.code) {
    case 'invalid_type':
      return invalid(
        `${field} is ${shown}, which is not ${valueKinds[issue.expected] ?? issue.expected}.`,
        needed(issue),
      );
    case 'invalid_value':
      return invalid(`${field} is ${shown}.`, needed(issue));
    case 'invalid_format':
      return invalid(
        `${field} is ${shown}, which is not allowed.`,
        patterns[String(issue.path.at(-1))] ?? needed(issue),
      );
    case 'too_big':
      return tooBig(issue, field, shown);
    case 'too_small':
      return issue.origin === 'string'
        ? invalid(`${field} is empty.`, 'Give at least one character, or leave it out.')
        : invalid(
            `${field} is ${shown}.`,
            `Use a number ${issue.inclusive ? 'of at least' : 'above'} ${issue.minimum}.`,
          );
    default:
      return invalid(`${field} is ${shown}, which the schema does not allow.`, 'Correct the value.');
  }
}

function tooBig(issue: Extract<Issue, { code: 'too_big' }>, field: string, shown: string): Finding {
  if (issue.origin === 'array') {
    const message = `${field} has more than ${issue.maximum} entries.`;
    return { code: 'config.too_large', message, remedy: 'Split the workflow into smaller ones.' };
  }
  const remedy =
    issue.origin === 'string'
      ? `Use at most ${issue.maximum} characters.`
      : `Use a number of at most ${issue.maximum}.`;
  return {
    code: 'config.field_invalid',
    message: `${field} is too ${issue.origin === 'string' ? 'long' : 'large'}: ${shown}.`,
    remedy,
  };
}

function needed(issue: Issue): string {
  if (issue.code === 'invalid_type') return `Give ${valueKinds[issue.expected] ?? issue.expected}.`;
  if (issue.code === 'invalid_value') return `Give ${issue.values.map(showValue).join(', ')}.`;
  return 'Give a value that the schema allows.';
}
