const KEY = 'hartomat.quickAdd.recent';
const MOST = 5;

type Memory = Pick<Storage, 'getItem' | 'setItem'>;

/** Node types that were added last, newest first; at most five. What is not readable counts as none. */
export function recentTypes(memory: Memory): string[] {
  try {
    const kept: unknown = JSON.parse(memory.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((type) => typeof type === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** A memory that is full or locked forgets: nothing was asked of it that matters. */
export function rememberType(memory: Memory, type: string): void {
  const types = [type, ...recentTypes(memory).filter((other) => other !== type)].slice(0, MOST);
  try {
    memory.setItem(KEY, JSON.stringify(types));
  } catch {
    return;
  }
}
