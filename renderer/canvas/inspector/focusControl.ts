/** Focuses what a setting is changed with; `name` says which of several that stand in one row. */
export function focusControl(row: HTMLElement, name?: string): void {
  const own = name === undefined ? null : row.querySelector<HTMLElement>(`[id$="-${CSS.escape(name)}"]`);
  const control = row.querySelector<HTMLElement>(
    '.control :is(input, textarea, button, [tabindex]):not([tabindex="-1"])',
  );
  const labelled = row.querySelector('label')?.control;
  (own ?? labelled ?? control ?? row.querySelector<HTMLElement>('button'))?.focus({ preventScroll: true });
}
