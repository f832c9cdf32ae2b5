import type { RandomAccess } from './fileParts.ts';
import { videoDamaged } from './videoDamage.ts';

/** A box of the outermost level. */
export interface Mp4Box {
  /** Four letters. */
  readonly type: string;
  readonly start: number;
  /** Of what is in it. */
  readonly dataStart: number;
  readonly end: number;
}

/** A fragmented film of hours has some ten thousand. */
const MOST_BOXES = 200_000;

/**
 * The boxes of an MP4, which must fill the file exactly. A box that says to reach to the end of the file, whatever comes,
 * is damage: nothing could be put behind it.
 * @throws AppError `media.video_damaged`
 */
export async function readMp4Boxes(file: RandomAccess): Promise<Mp4Box[]> {
  const boxes: Mp4Box[] = [];
  let at = 0;
  while (at < file.bytes) {
    const head = await file.read(at, 16);
    if (head.length < 8 || boxes.length === MOST_BOXES) throw videoDamaged('MP4', at);
    const short = head.readUInt32BE(0);
    if (short === 1 && head.length < 16) throw videoDamaged('MP4', at);
    const headBytes = short === 1 ? 16 : 8;
    const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short;
    if (size < headBytes || at + size > file.bytes) throw videoDamaged('MP4', at);
    boxes.push({ type: head.toString('latin1', 4, 8), start: at, dataStart: at + headBytes, end: at + size });
    at += size;
  }
  if (boxes[0]?.type !== 'ftyp' || !boxes.some(({ type }) => type === 'moov')) throw videoDamaged('MP4', at);
  return boxes;
}

/** A box of the outermost level with this in it. */
export function mp4Box(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(head.length + data.length, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, data]);
}
