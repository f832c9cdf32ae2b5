/** A line of a tree on screen, with what an ARIA tree item must say of itself. */
export interface TreeRow {
  readonly node: { readonly id: string; readonly label: string; readonly children: readonly unknown[] };
  /** 1 = root. */
  readonly level: number;
  readonly position: number;
  readonly setSize: number;
  readonly expanded: boolean;
  readonly parentId: string | null;
}
