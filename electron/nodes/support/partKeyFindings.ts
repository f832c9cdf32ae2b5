/** Something that holds parts: a GLB, Blender. */
export interface Holder {
  /** As a sentence goes on: `the model`. */
  readonly name: string;
  readonly partKeys: readonly string[];
}

interface Differences {
  readonly parts: number;
  readonly missing: readonly string[];
  readonly duplicate: readonly string[];
  readonly extra: readonly string[];
}

/** Names in a message; the details have all of them. */
const NAMED = 3;

/**
 * Holds what each holder has against the parts that there are: everything missing, there more than once, or too much.
 * One sentence a finding; none = every part exactly once everywhere.
 */
export function partKeyFindings(
  expected: readonly string[],
  holders: readonly Holder[],
): { findings: string[]; details: Record<string, Differences> } {
  const findings: string[] = [];
  const details: Record<string, Differences> = {};
  const twice = repeated(expected);
  details['the manifest'] = { parts: expected.length, missing: [], duplicate: twice, extra: [] };
  if (twice.length > 0) findings.push(`${sentence('The manifest lists', twice)} more than once.`);
  for (const { name, partKeys } of holders) {
    const [wanted, found] = [new Set(expected), new Set(partKeys)];
    const missing = [...wanted].filter((key) => !found.has(key));
    const extra = [...found].filter((key) => !wanted.has(key));
    const duplicate = repeated(partKeys);
    details[name] = { parts: partKeys.length, missing, duplicate, extra };
    const subject = name.charAt(0).toUpperCase() + name.slice(1);
    if (missing.length > 0) findings.push(`${sentence(`${subject} lacks`, missing)}.`);
    if (duplicate.length > 0) findings.push(`${sentence(`${subject} holds`, duplicate)} more than once.`);
    if (extra.length > 0) findings.push(`${sentence(`${subject} holds`, extra)}, which the manifest does not know.`);
  }
  return { findings, details };
}

function repeated(keys: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(keys.filter((key) => seen.size === seen.add(key).size))];
}

function sentence(start: string, keys: readonly string[]): string {
  const more = keys.length > NAMED ? ` and ${keys.length - NAMED} more` : '';
  return `${start} ${keys.slice(0, NAMED).join(', ')}${more}`;
}
