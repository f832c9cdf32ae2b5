/** Writes that may wait for each other, so that many of them cost the drive one synchronisation. */
export interface GroupCommit {
  /** Resolves once the write would survive a power cut; rejects with what it threw. Writes keep their order. */
  add(write: () => void): Promise<void>;
  /** Goes with the next group, or a moment later by itself: for what nobody waits for, and what may be lost. */
  addLazily(write: () => void): void;
  /** Commits what is waiting at once: before the database is closed. */
  flush(): void;
}

interface Waiting {
  readonly write: () => void;
  readonly resolve: () => void;
  readonly reject: (thrown: unknown) => void;
}

/** So long what nobody waits for may wait for company. */
const LAZY_MILLISECONDS = 50;

/**
 * Collects what comes within one turn of the event loop and writes it in one transaction. Every commit waits for the
 * drive (synchronous FULL): a thousand quick nodes with three writes each would do nothing else.
 */
export function createGroupCommit(transaction: (work: () => void) => void): GroupCommit {
  let waiting: Waiting[] = [];
  let soon: NodeJS.Immediate | null = null;
  let later: NodeJS.Timeout | null = null;

  function flush(): void {
    if (soon) clearImmediate(soon);
    if (later) clearTimeout(later);
    soon = null;
    later = null;
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    try {
      transaction(() => {
        for (const { write } of group) write();
      });
    } catch {
      // One of them is at fault, or the drive is. Each for itself tells which.
      for (const one of group) commitAlone(one);
      return;
    }
    for (const { resolve } of group) resolve();
  }

  function commitAlone({ write, resolve, reject }: Waiting): void {
    try {
      transaction(write);
    } catch (thrown) {
      reject(thrown);
      return;
    }
    resolve();
  }

  return {
    add: (write) =>
      new Promise((resolve, reject) => {
        waiting.push({ write, resolve, reject });
        soon ??= setImmediate(flush);
      }),
    addLazily(write) {
      waiting.push({ write, resolve: () => undefined, reject: () => undefined });
      later ??= setTimeout(flush, LAZY_MILLISECONDS);
    },
    flush,
  };
}
