import type { WorkflowProblem } from '../domain/workflowProblem.ts';
import { isRecord } from './isRecord.ts';
import { showValue } from './showValue.ts';
import { workflowProblem } from './workflowProblem.ts';

const lists = ['nodes', 'edges', 'frames', 'notes'] as const;

/** Ids that stand twice in a list of the config. Looks at unchecked input, so that it can be told along with the rest. */
export function duplicateIds(input: Readonly<Record<string, unknown>>): WorkflowProblem[] {
  return lists.flatMap((list) => {
    const entries = input[list];
    if (!Array.isArray(entries)) return [];
    const first = new Map<string, number>();
    return entries.flatMap((entry: unknown, index) => {
      if (!isRecord(entry) || typeof entry.id !== 'string') return [];
      const { id } = entry;
      const before = first.get(id);
      if (before === undefined) {
        first.set(id, index);
        return [];
      }
      const message = `${list}[${before}] and ${list}[${index}] have the same id ${showValue(id)}.`;
      return [
        workflowProblem('config.duplicate_id', message, 'Give each its own id.', {
          nodeId: list === 'nodes' ? id : null,
          edgeId: list === 'edges' ? id : null,
          field: `${list}[${index}].id`,
        }),
      ];
    });
  });
}
