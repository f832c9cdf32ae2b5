import { type FileHandle, open } from 'node:fs/promises';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { withFileErrors } from './fileErrors.ts';

/** Bytes of a source file, `end` not among them, or bytes of our own. */
export type FilePart = { readonly start: number; readonly end: number } | Buffer;

/** Writes `target` from parts of `source`, in order, without holding the file in memory. */
export async function writeFileParts(source: string, target: string, parts: readonly FilePart[]): Promise<void> {
  for (const part of parts) {
    const out = createWriteStream(target, { flags: 'a' });
    if (Buffer.isBuffer(part)) await pipeline([part], out);
    else if (part.end > part.start) {
      await pipeline(createReadStream(source, { start: part.start, end: part.end - 1, highWaterMark: 1 << 20 }), out);
    } else await pipeline([], out);
  }
}

/** A file that is read here and there. */
export interface RandomAccess {
  readonly bytes: number;
  /** `length` bytes from `start`; fewer where the file ends. */
  read(start: number, length: number): Promise<Buffer>;
}

/**
 * Opens a file for as long as `work` takes.
 * @throws AppError `file.missing`, `file.unreadable`, and what `work` throws
 */
export async function withFile<T>(path: string, work: (file: RandomAccess) => Promise<T>): Promise<T> {
  return withFileErrors(path, 'read', async () => {
    const handle = await open(path, 'r');
    try {
      return await work({ bytes: (await handle.stat()).size, read: (start, length) => readAt(handle, start, length) });
    } finally {
      await handle.close();
    }
  });
}

async function readAt(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
