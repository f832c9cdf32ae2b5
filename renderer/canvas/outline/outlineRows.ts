import type { TreeRow } from '../../ui/treeRow.ts';
import type { OutlineItem } from './outlineItem.ts';

/** At level 1 stands the workflow. */
export interface OutlineRow extends TreeRow {
  readonly node: OutlineItem;
}

/** The lines to show, top down. */
export function outlineRows(root: OutlineItem, expanded: ReadonlySet<string>): OutlineRow[] {
  const rows: OutlineRow[] = [];
  const visit = (items: readonly OutlineItem[], level: number, parentId: string | null): void => {
    items.forEach((node, index) => {
      const open = node.children.length > 0 && expanded.has(node.id);
      rows.push({ node, level, position: index + 1, setSize: items.length, expanded: open, parentId });
      if (open) visit(node.children, level + 1, node.id);
    });
  };
  visit([root], 1, null);
  return rows;
}

/** The ids from the workflow down to what bears the id, that must be open for its line to be seen; none if it is not there. */
export function outlineWayTo(root: OutlineItem, id: string): string[] {
  const find = (item: OutlineItem): string[] | null => {
    if (item.id === id) return [];
    for (const child of item.children) {
      const below = find(child);
      if (below !== null) return [item.id, ...below];
    }
    return null;
  };
  return find(root) ?? [];
}

/**
 * What is open after lines were opened or closed. A node opens with its heads: what is connected is two keys away then,
 * not three.
 */
export function foldLines(
  rows: readonly OutlineRow[],
  expanded: ReadonlySet<string>,
  ids: readonly string[],
  open: boolean,
): ReadonlySet<string> {
  if (!open) return new Set([...expanded].filter((id) => !ids.includes(id)));
  const heads = rows
    .filter(({ node }) => ids.includes(node.id) && node.subject.kind === 'node')
    .flatMap(({ node }) => node.children.map((child) => child.id));
  return new Set([...expanded, ...ids, ...heads]);
}
