/** Takes bytes out of a stream of chunks in pieces of any length, without keeping what was passed over. */
export class ChunkReader {
  private readonly chunks: AsyncIterator<Uint8Array>;
  private rest: Uint8Array = new Uint8Array(0);

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /** `length` bytes; null = the stream ends before. */
  async read(length: number): Promise<Buffer | null> {
    const parts: Uint8Array[] = [];
    let missing = length;
    while (missing > 0) {
      const part = await this.next(missing);
      if (!part) return null;
      parts.push(part);
      missing -= part.length;
    }
    return Buffer.concat(parts);
  }

  /** False: the stream ends before. */
  async skip(length: number): Promise<boolean> {
    let missing = length;
    while (missing > 0) {
      const part = await this.next(missing);
      if (!part) return false;
      missing -= part.length;
    }
    return true;
  }

  /** Stops whatever makes the chunks. */
  async close(): Promise<void> {
    await this.chunks.return?.();
  }

  private async next(most: number): Promise<Uint8Array | null> {
    while (this.rest.length === 0) {
      const { value, done } = await this.chunks.next();
      if (done) return null;
      this.rest = value;
    }
    const part = this.rest.subarray(0, most);
    this.rest = this.rest.subarray(part.length);
    return part;
  }
}
