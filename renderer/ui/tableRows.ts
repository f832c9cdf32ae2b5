export interface TableGroup<Row> {
  readonly key: string;
  readonly label: string;
  readonly rows: readonly Row[];
  /** At the right end of the group's head: "Oldest first". */
  readonly note?: string | undefined;
}

export type TableItem<Row> =
  | { readonly type: 'group'; readonly key: string; readonly group: TableGroup<Row>; readonly open: boolean }
  | { readonly type: 'row'; readonly key: string; readonly row: Row };

/** Groups and rows as one list of lines, in the order in which they are drawn. Empty groups and rows of closed groups are left out. */
export function tableItems<Row>(
  groups: readonly TableGroup<Row>[],
  closed: readonly string[],
  rowKey: (row: Row) => string,
): TableItem<Row>[] {
  const items: TableItem<Row>[] = [];
  for (const group of groups) {
    if (group.rows.length === 0) continue;
    const open = !closed.includes(group.key);
    if (group.label) items.push({ type: 'group', key: `group:${group.key}`, group, open });
    if (!open) continue;
    for (const row of group.rows) items.push({ type: 'row', key: rowKey(row), row });
  }
  return items;
}

/** Where a movement key leads from line `index` of `count` (-1 = nowhere yet); null = not a movement key. */
export function movedIndex(key: string, index: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const to = {
    ArrowDown: index + 1,
    j: index + 1,
    ArrowUp: index - 1,
    k: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined ? null : Math.min(count - 1, Math.max(0, to));
}

/** Keys of the rows between two lines, both included. */
export function rowsBetween<Row>(items: readonly TableItem<Row>[], from: number, to: number): string[] {
  const [low, high] = from < to ? [from, to] : [to, from];
  return items
    .slice(Math.max(0, low), high + 1)
    .filter((item) => item.type === 'row')
    .map((item) => item.key);
}
