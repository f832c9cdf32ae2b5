/** Whether every cell of a column that says something is a number, with or without a unit. */
export function isNumericColumn(rows: readonly (readonly string[])[], column: number): boolean {
  const cells = rows.map((row) => row[column] ?? '').filter((cell) => cell !== '');
  return (
    cells.length > 0 &&
    cells.every((cell) => /^[-\u2212]?[\d\s\u202f.]*\d(?:[\s\u00a0]?(?:%|°|mm|m|px|s|kB|MB|B))?$/.test(cell))
  );
}
