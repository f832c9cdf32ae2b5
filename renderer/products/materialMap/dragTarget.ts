/** The vertical extent of a row on screen, in pixels. */
export interface RowExtent {
  readonly top: number;
  readonly bottom: number;
}

/**
 * Where a dragged row would land: the index that it has after the drop, for a pointer at `y`. The row itself is in
 * `rows` at `from`.
 */
export function dragTarget(rows: readonly RowExtent[], from: number, y: number): number {
  const above = rows.filter((row, index) => index !== from && (row.top + row.bottom) / 2 < y).length;
  return Math.min(rows.length - 1, above);
}
