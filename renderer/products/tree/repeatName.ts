export interface RepeatName {
  /** The name without its running number: what repeats of one part have in common. */
  stem: string;
  /** The running number as written (`07`), or null when the name has none. */
  number: string | null;
  /** A closing bracket after the number (`nut (3)`), or ''. */
  tail: string;
}

/** Splits `rivet_07` into `rivet_` and `07`. CAD systems number repeats at the end, some in brackets. */
export function repeatName(name: string): RepeatName {
  const match = /^(.*?)(\d+)([)\]]?)$/.exec(name);
  if (!match || match[1] === '') return { stem: name, number: null, tail: '' };
  return { stem: match[1]!, number: match[2]!, tail: match[3]! };
}

const byNumber = new Intl.Collator('en', { numeric: true });

/** Natural order: `bolt_2` before `bolt_10`. */
export function compareNames(a: string, b: string): number {
  return byNumber.compare(a, b);
}

/** One line for many repeats: `rivet_01 to 32`, or `washer × 24` when all bear the same name. */
export function repeatLabel(names: readonly string[]): string {
  const distinct = [...new Set(names)].sort(compareNames);
  const first = distinct[0] ?? '';
  const last = distinct.at(-1) ?? '';
  if (distinct.length === 1) return `${first} × ${names.length}`;
  const end = repeatName(last);
  return `${first} to ${end.number ? `${end.number}${end.tail}` : last}`;
}
