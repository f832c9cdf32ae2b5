import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import { diffWorkflows } from '../../../shared/graph/diffWorkflows.ts';
import type { ComparedRow } from './comparedRow.ts';
import { type DiffWords, diffRows } from './diffRows.ts';

/** What two revisions do differently: nodes that only one has, and settings. Where things stand makes no difference. */
export function comparedSettings(a: WorkflowConfig, b: WorkflowConfig, words: DiffWords): ComparedRow[] {
  const groups = diffRows(diffWorkflows(a, b), { before: a, after: b }, words);
  const presence = { added: [null, 'there'], removed: ['there', null] } as const;
  return groups.flatMap(({ key: kind, rows }) => {
    if (kind !== 'added' && kind !== 'removed' && kind !== 'changed') return [];
    return rows.map(({ key, title, what, before, after }): ComparedRow => {
      const [left, right] = kind === 'changed' ? [before, after] : presence[kind];
      const label = kind === 'changed' ? `${title}, ${what}` : title;
      return { ...{ key, label, a: left, b: right, code: false }, difference: 'differs', differs: true };
    });
  });
}
