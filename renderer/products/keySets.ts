/** Sets of partKeys are never changed in place: a new set is what tells the screen that something changed. */
export function keySet(keys: Iterable<string>): ReadonlySet<string> {
  return new Set(keys);
}

export function unionOf(set: ReadonlySet<string>, more: Iterable<string>): ReadonlySet<string> {
  return new Set([...set, ...more]);
}

export function without(set: ReadonlySet<string>, less: Iterable<string>): ReadonlySet<string> {
  const off = new Set(less);
  return new Set([...set].filter((key) => !off.has(key)));
}

export function isWithin(keys: Iterable<string>, set: ReadonlySet<string>): boolean {
  for (const key of keys) if (!set.has(key)) return false;
  return true;
}
