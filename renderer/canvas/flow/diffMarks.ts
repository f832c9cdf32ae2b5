import type { WorkflowDiff } from '../../../shared/graph/diffWorkflows.ts';

export type DiffMark = 'added' | 'removed' | 'moved' | 'changed';

/** How each node differs, for drawing a diff over the canvas; of one that was moved and changed, that it changed. */
export function diffMarks({ nodes }: Pick<WorkflowDiff, 'nodes'>): ReadonlyMap<string, DiffMark> {
  const marked = (entries: readonly { readonly id: string }[], mark: DiffMark) =>
    entries.map(({ id }): [string, DiffMark] => [id, mark]);
  return new Map([
    ...marked(nodes.moved, 'moved'),
    ...marked(nodes.changed, 'changed'),
    ...marked(nodes.removed, 'removed'),
    ...marked(nodes.added, 'added'),
  ]);
}
