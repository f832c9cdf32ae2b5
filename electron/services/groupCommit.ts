/** Writes that may wait for each other, so that many of them cost the drive one synchronisation. */
export interface GroupCommit {
  /** Resolves once the write would survive a power cut; rejects with what it threw. Writes keep their order. */
  add(write: () => void): Promise<void>;
  /** Commits what is waiting at once: before the database is closed. */
  flush(): void;
}

interface Waiting {
  readonly write: () => void;
  readonly resolve: () => void;
  readonly reject: (thrown: unknown) => void;
}

/**
 * Collects what comes within one turn of the event loop and writes it in one transaction. Every commit waits for the
 * drive (synchronous FULL): a thousand quick nodes with three writes each would do nothing else.
 */
export function createGroupCommit(transaction: (work: () => void) => void): GroupCommit {
  let waiting: Waiting[] = [];

  function flush(): void {
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
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ write, resolve, reject });
      }),
    flush,
  };
}
