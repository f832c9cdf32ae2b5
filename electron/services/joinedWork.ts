/** Work by its key: whoever asks for what is under way waits for that, and closing stops all of it. */
export class JoinedWork {
  readonly #running = new Map<string, Promise<void>>();
  readonly #closing = new AbortController();

  /** `closing` aborts when this is closed; rejects with what the work rejects with. */
  run(key: string, work: (closing: AbortSignal) => Promise<void>): Promise<void> {
    const running = this.#running.get(key);
    if (running) return running;
    const started = work(this.#closing.signal).finally(() => this.#running.delete(key));
    this.#running.set(key, started);
    return started;
  }

  get busy(): boolean {
    return this.#running.size > 0;
  }

  /** Resolves when everything under way has ended. */
  async close(): Promise<void> {
    this.#closing.abort('shutdown');
    await Promise.allSettled(this.#running.values());
  }
}
