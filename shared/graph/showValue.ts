const LONGEST = 80;

/** A value as messages quote it: JSON, cut where it gets long. */
export function showValue(value: unknown): string {
  if (typeof value === 'number') return String(value); // NaN and Infinity have no JSON
  const text =
    JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? `${member}n` : member)) ?? typeof value;
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
