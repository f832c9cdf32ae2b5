import { crc32 } from 'node:zlib';
import { AppError } from '../../shared/errors/appError.ts';

export interface PngChunk {
  /** Four letters, as in the PNG specification. */
  readonly type: string;
  readonly data: Buffer;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Length, type and checksum. */
const FRAME_BYTES = 12;

export function isPng(file: Buffer): boolean {
  return file.subarray(0, SIGNATURE.length).equals(SIGNATURE);
}

/**
 * All chunks up to IEND, checksums checked. What follows IEND is ignored.
 * @throws AppError `blender.output_truncated` when the file ends before IEND, `media.undecodable` when it is no PNG or damaged
 */
export function readPngChunks(file: Buffer): PngChunk[] {
  const beginning = Math.min(file.length, SIGNATURE.length);
  if (!file.subarray(0, beginning).equals(SIGNATURE.subarray(0, beginning))) {
    throw new AppError('media.undecodable', 'The file is not a PNG.');
  }
  const chunks: PngChunk[] = [];
  let at = SIGNATURE.length;
  while (chunks.at(-1)?.type !== 'IEND') {
    if (at + FRAME_BYTES > file.length) throw truncated(file.length);
    const length = file.readUInt32BE(at);
    const end = at + FRAME_BYTES + length;
    if (end > file.length) throw truncated(file.length);
    const typed = file.subarray(at + 4, end - 4);
    if (crc32(typed) !== file.readUInt32BE(end - 4)) {
      throw new AppError('media.undecodable', `The PNG is damaged at byte ${at}.`, { details: { at } });
    }
    chunks.push({ type: typed.toString('latin1', 0, 4), data: typed.subarray(4) });
    at = end;
  }
  if (chunks[0]?.type !== 'IHDR' || chunks[0].data.length !== 13) {
    throw new AppError('media.undecodable', 'The PNG has no header.');
  }
  return chunks;
}

function truncated(bytes: number): AppError {
  return new AppError('blender.output_truncated', `The picture ends after ${bytes} bytes, before it is complete.`, {
    details: { bytes },
  });
}

/** Pixels, from the header that `readPngChunks` has checked. */
export function pngSize(chunks: readonly PngChunk[]): { width: number; height: number } {
  const header = chunks[0]!.data;
  return { width: header.readUInt32BE(0), height: header.readUInt32BE(4) };
}

export function writePngChunks(chunks: readonly PngChunk[]): Buffer {
  const parts: Buffer[] = [SIGNATURE];
  for (const { type, data } of chunks) {
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.write(type, 4, 'latin1');
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(data, crc32(frame.subarray(4))), 0);
    parts.push(frame, data, checksum);
  }
  return Buffer.concat(parts);
}
