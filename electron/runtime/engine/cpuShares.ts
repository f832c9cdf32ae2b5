/**
 * Shares the processor time of this process among the nodes that are at work, in equal parts as long as they are at it
 * together: threads that read STEP files or encode pictures serve several nodes, and nobody knows which one when.
 */
export class CpuShares {
  readonly #seconds = new Map<object, number>();
  readonly #usedSeconds: () => number;
  #last: number;

  constructor(
    usedSeconds: () => number = () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    },
  ) {
    this.#usedSeconds = usedSeconds;
    this.#last = usedSeconds();
  }

  /** Returns a function that ends the share and tells its seconds. */
  start(): () => number {
    this.#share();
    const mine = {};
    this.#seconds.set(mine, 0);
    return () => {
      this.#share();
      const seconds = this.#seconds.get(mine) ?? 0;
      this.#seconds.delete(mine);
      return seconds;
    };
  }

  #share(): void {
    const now = this.#usedSeconds();
    const each = (now - this.#last) / Math.max(1, this.#seconds.size);
    this.#last = now;
    for (const [node, seconds] of this.#seconds) this.#seconds.set(node, seconds + each);
  }
}
