import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import type { Selection, SelectionKind } from './selection.ts';

const kinds = ['nodes', 'edges', 'frames', 'notes'] as const satisfies readonly SelectionKind[];

/** The selection without ids that the document does not have; the very same one when it has all. */
export function keepSelection(selection: Selection, config: WorkflowConfig): Selection {
  const kept = kinds.map((kind) => [kind, keepIds(selection[kind], config[kind] ?? [])] as const);
  const isSame = kept.every(([kind, ids]) => ids === selection[kind]);
  return isSame ? selection : (Object.fromEntries(kept) as Record<SelectionKind, ReadonlySet<string>>);
}

function keepIds(ids: ReadonlySet<string>, entries: readonly { readonly id: string }[]): ReadonlySet<string> {
  if (ids.size === 0) return ids;
  const known = new Set(entries.flatMap(({ id }) => (ids.has(id) ? [id] : [])));
  return known.size === ids.size ? ids : known;
}

export function sameSelection(a: Selection, b: Selection): boolean {
  return a === b || kinds.every((kind) => a[kind].size === b[kind].size && [...a[kind]].every((id) => b[kind].has(id)));
}
