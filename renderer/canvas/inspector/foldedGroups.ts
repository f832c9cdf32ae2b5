type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const keyOf = (place: string): string => `inspector-folded:${place}`;

/** Names of the groups that were folded at a place (a node type); what cannot be read is none. */
export function foldedGroups(memory: Memory, place: string): string[] {
  try {
    const names: unknown = JSON.parse(memory.getItem(keyOf(place)) ?? '[]');
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}

/** Folds a group or opens it, and remembers it. */
export function foldGroup(memory: Memory, place: string, name: string, folded: boolean): string[] {
  const rest = foldedGroups(memory, place).filter((one) => one !== name);
  const next = folded ? [...rest, name] : rest;
  if (next.length > 0) memory.setItem(keyOf(place), JSON.stringify(next));
  else memory.removeItem(keyOf(place));
  return next;
}
