import { createReadStream } from 'node:fs';
import { Decompress } from 'fzstd';
import { AppError } from '../../shared/errors/appError.ts';
import { type RandomAccess, withFile } from './fileParts.ts';

/** Compressed bytes that are unpacked at a time: what they can swell to stays in memory. */
const STEP_BYTES = 4096;
/** What every decoder must be ready for (RFC 8878). Blender's frames have a megabyte. */
const MOST_WINDOW_BYTES = 8 * 1024 * 1024;

const MAGIC = 0xfd2fb528;
const isSkippable = (magic: number): boolean => magic >>> 4 === 0x184d2a5;

function damaged(reason: string, cause?: unknown): AppError {
  return new AppError('media.blend_damaged', `The compressed file cannot be unpacked: ${reason}.`, { cause });
}

/**
 * The content of a zstd file, however many frames it has, in chunks, and never more than `most` bytes. The file may come
 * from anyone: its frames are walked over first, because a decoder reserves what a frame says that it needs.
 * @throws AppError `media.blend_damaged`
 */
export async function* inflateZstd(path: string, most: number): AsyncGenerator<Uint8Array, void> {
  await withFile(path, checkFrames);
  const ready: Uint8Array[] = [];
  let inflated = 0;
  const decompress = new Decompress((part) => {
    inflated += part.length;
    if (inflated > most) throw damaged(`there are more than ${most} bytes in it`);
    if (part.length > 0) ready.push(part.slice());
  });
  const push = (chunk: Uint8Array, final: boolean): void => {
    try {
      decompress.push(chunk, final);
    } catch (error) {
      throw error instanceof AppError ? error : damaged('it is damaged', error);
    }
  };
  for await (const chunk of createReadStream(path, { highWaterMark: STEP_BYTES })) {
    push(chunk as Buffer, false);
    yield* ready.splice(0);
  }
  push(new Uint8Array(0), true);
  yield* ready;
}

/** Demands that frames fill the file exactly and that none needs more memory than it may. */
async function checkFrames(file: RandomAccess): Promise<void> {
  let at = 0;
  while (at < file.bytes) {
    const head = await file.read(at, 18);
    if (head.length < 8) throw damaged('it ends too early');
    const magic = head.readUInt32LE(0);
    if (isSkippable(magic)) at += 8 + head.readUInt32LE(4);
    else if (magic === MAGIC) at = await afterFrame(file, at, head);
    else throw damaged('it is damaged');
  }
  if (at !== file.bytes) throw damaged('it ends too early');
}

async function afterFrame(file: RandomAccess, start: number, head: Buffer): Promise<number> {
  const flags = head[4]!;
  const singleSegment = (flags & 0x20) !== 0;
  const contentSizeBytes = [singleSegment ? 1 : 0, 2, 4, 8][flags >> 6]!;
  const contentSizeAt = 4 + 1 + (singleSegment ? 0 : 1) + [0, 1, 2, 4][flags & 3]!;
  if (head.length < contentSizeAt + contentSizeBytes) throw damaged('it ends too early');
  const window = singleSegment ? contentSize(head, contentSizeAt, contentSizeBytes) : windowSize(head[5]!);
  if (window > MOST_WINDOW_BYTES) throw damaged(`it asks for ${window} bytes of memory`);
  let at = start + contentSizeAt + contentSizeBytes;
  for (;;) {
    const block = await file.read(at, 3);
    if (block.length < 3) throw damaged('it ends too early');
    const header = block.readUIntLE(0, 3);
    // A run of one byte takes one byte, whatever its length.
    at += 3 + ((header >> 1) % 4 === 1 ? 1 : header >> 3);
    if (header & 1) break;
  }
  const end = at + (flags & 4);
  if (end > file.bytes) throw damaged('it ends too early');
  return end;
}

const contentSize = (head: Buffer, at: number, bytes: number): number =>
  bytes === 8 ? Number(head.readBigUInt64LE(at)) : head.readUIntLE(at, bytes) + (bytes === 2 ? 256 : 0);

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}
