import type { FieldChoice } from '../settings/settingField.ts';

interface OrderedEntry extends FieldChoice {
  /** Whether it is in the list; what is left out stands behind. */
  readonly included: boolean;
}

/** Everything that can be in an ordered list: first what is, in its order, then what is left out. */
export function orderedEntries(value: readonly string[], choices: readonly FieldChoice[]): OrderedEntry[] {
  const labelOf = (one: string): string => choices.find((choice) => choice.value === one)?.label ?? one;
  return [
    ...[...new Set(value)].map((one) => ({ value: one, label: labelOf(one), included: true })),
    ...choices.filter((choice) => !value.includes(choice.value)).map((choice) => ({ ...choice, included: false })),
  ];
}

/** The list with one entry moved by so many places; null = it is at the end already. */
export function movedEntry(value: readonly string[], entry: string, by: -1 | 1): string[] | null {
  const from = value.indexOf(entry);
  const to = from + by;
  if (from < 0 || to < 0 || to >= value.length) return null;
  const rest = value.filter((one) => one !== entry);
  return [...rest.slice(0, to), entry, ...rest.slice(to)];
}
