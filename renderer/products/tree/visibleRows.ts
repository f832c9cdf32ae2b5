import type { TreeRow } from '../../ui/treeRow.ts';
import type { PartTreeNode } from './partTreeNode.ts';

export interface PartTreeRow extends TreeRow {
  readonly node: PartTreeNode;
  /** Parts at or below the node that pass the filter. */
  readonly count: number;
}

/**
 * The lines to show, top down. With `only` (the parts that pass a filter) every branch that holds one of them is open,
 * whatever `expanded` says, and all others are absent.
 */
export function visibleRows(
  root: PartTreeNode,
  expanded: ReadonlySet<string>,
  only: ReadonlySet<string> | null = null,
): PartTreeRow[] {
  const rows: PartTreeRow[] = [];
  const countOf = (node: PartTreeNode): number =>
    only ? node.partKeys.reduce((sum, key) => sum + (only.has(key) ? 1 : 0), 0) : node.partKeys.length;
  const visit = (nodes: readonly PartTreeNode[], level: number, parentId: string | null): void => {
    const shown = nodes.map((node) => ({ node, count: countOf(node) })).filter((entry) => entry.count > 0);
    shown.forEach(({ node, count }, index) => {
      const open = node.children.length > 0 && (only !== null || expanded.has(node.id));
      rows.push({ node, level, position: index + 1, setSize: shown.length, expanded: open, count, parentId });
      if (open) visit(node.children, level + 1, node.id);
    });
  };
  visit([root], 1, null);
  return rows;
}

/** Ids to open at first: assemblies from the top, level by level, as long as the tree stays at a glance. Groups stay closed. */
export function initialExpansion(root: PartTreeNode, maxRows = 60): Set<string> {
  const expanded = new Set<string>();
  let rows = 1;
  let level: readonly PartTreeNode[] = [root];
  while (level.length > 0) {
    const next: PartTreeNode[] = [];
    for (const node of level) {
      if (node.kind !== 'assembly' || node.children.length === 0) continue;
      if (node !== root && rows + node.children.length > maxRows) continue;
      expanded.add(node.id);
      rows += node.children.length;
      next.push(...node.children);
    }
    level = next;
  }
  return expanded;
}

/** Ids of the nodes that must be open for the part's own line to be seen; empty for an unknown part. */
export function ancestorsOf(root: PartTreeNode, partKey: string): string[] {
  const ids: string[] = [];
  let node: PartTreeNode | undefined = root;
  while (node && node.kind !== 'part') {
    const next: PartTreeNode | undefined = node.children.find((child) => child.partKeys.includes(partKey));
    if (next) ids.push(node.id);
    node = next;
  }
  return ids;
}
