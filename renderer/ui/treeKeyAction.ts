import type { TreeRow } from './treeRow.ts';

export type TreeKeyAction =
  | { readonly kind: 'move'; readonly index: number }
  | { readonly kind: 'expand' | 'collapse'; readonly ids: readonly string[] }
  | { readonly kind: 'none' };

const NONE: TreeKeyAction = { kind: 'none' };

/**
 * What a key does in the tree, after the ARIA tree pattern: up and down walk the lines, right opens or enters,
 * left closes or leaves, Home and End jump, `*` opens all siblings, a letter goes to the next line that begins with it.
 */
export function treeKeyAction(rows: readonly TreeRow[], active: number, key: string): TreeKeyAction {
  const row = rows[active];
  if (!row) return rows.length > 0 ? move(0) : NONE;
  switch (key) {
    case 'ArrowDown':
      return move(Math.min(active + 1, rows.length - 1));
    case 'ArrowUp':
      return move(Math.max(active - 1, 0));
    case 'PageDown':
      return move(Math.min(active + 10, rows.length - 1));
    case 'PageUp':
      return move(Math.max(active - 10, 0));
    case 'Home':
      return move(0);
    case 'End':
      return move(rows.length - 1);
    case 'ArrowRight':
      if (row.node.children.length === 0) return NONE;
      return row.expanded ? move(active + 1) : { kind: 'expand', ids: [row.node.id] };
    case 'ArrowLeft':
      if (row.expanded) return { kind: 'collapse', ids: [row.node.id] };
      return row.parentId === null ? NONE : move(rows.findIndex((other) => other.node.id === row.parentId));
    case '*':
      return { kind: 'expand', ids: closedSiblings(rows, row) };
    default:
      return key.length === 1 && key !== ' ' ? typeAhead(rows, active, key) : NONE;
  }
}

function move(index: number): TreeKeyAction {
  return { kind: 'move', index };
}

function closedSiblings(rows: readonly TreeRow[], row: TreeRow): string[] {
  return rows
    .filter((other) => other.parentId === row.parentId && !other.expanded && other.node.children.length > 0)
    .map((other) => other.node.id);
}

function typeAhead(rows: readonly TreeRow[], active: number, letter: string): TreeKeyAction {
  const begins = (row: TreeRow): boolean => row.node.label.toLowerCase().startsWith(letter.toLowerCase());
  const after = rows.findIndex((row, index) => index > active && begins(row));
  const found = after >= 0 ? after : rows.findIndex(begins);
  return found >= 0 ? move(found) : NONE;
}
