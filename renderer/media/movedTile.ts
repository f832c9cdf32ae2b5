/** Where a key leads from tile `index` of `count` in a grid of `columns`; null = not a movement key. */
export function movedTile(key: string, index: number, count: number, columns: number): number | null {
  if (count === 0) return null;
  const to = {
    ArrowRight: index + 1,
    ArrowLeft: index - 1,
    ArrowDown: index + columns,
    ArrowUp: index - columns,
    Home: 0,
    End: count - 1,
  }[key];
  if (to === undefined) return null;
  // Past the last row or before the first one the focus stays in its column.
  if ((key === 'ArrowDown' || key === 'ArrowUp') && (to < 0 || to >= count)) return index;
  return Math.min(count - 1, Math.max(0, to));
}
