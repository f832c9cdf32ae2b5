import { videoDamaged } from './videoDamage.ts';

/** What the blocks of a GIF say. Bytes are counted from the start of the file. */
export interface GifOutline {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** Of all frames, in hundredths of a second; 0 for a picture that stands still. */
  readonly centiseconds: number;
  /** Application extensions by their eleven letters: `NETSCAPE2.0`, `XMP DataXMP`. */
  readonly applications: readonly { readonly name: string; readonly start: number; readonly end: number }[];
  /** Where the trailer stands: what is inserted belongs before it. */
  readonly trailerAt: number;
}

const IMAGE = 0x2c;
const EXTENSION = 0x21;
const TRAILER = 0x3b;
const GRAPHIC_CONTROL = 0xf9;
const APPLICATION = 0xff;

export const isGif = (file: Buffer): boolean => /^GIF8[79]a$/.test(file.toString('latin1', 0, 6));

/**
 * Walks over every block, without decoding pixels.
 * @throws AppError `media.video_damaged`
 */
export function readGif(file: Buffer): GifOutline {
  if (!isGif(file) || file.length < 13) throw videoDamaged('GIF', 0);
  const applications: GifOutline['applications'][number][] = [];
  let frames = 0;
  let centiseconds = 0;
  let at = 13 + colourTableBytes(file[10]!);
  for (;;) {
    const start = at;
    const kind = file[at];
    if (kind === TRAILER) break;
    if (kind === EXTENSION && at + 2 < file.length) {
      at = afterSubBlocks(file, start + 2);
      if (file[start + 1] === GRAPHIC_CONTROL) centiseconds += delayOf(file, start);
      if (file[start + 1] === APPLICATION && file[start + 2] === 11) {
        applications.push({ name: file.toString('latin1', start + 3, start + 14), start, end: at });
      }
    } else if (kind === IMAGE && at + 10 < file.length) {
      // descriptor, colours of its own, size of a code
      at = afterSubBlocks(file, start + 10 + colourTableBytes(file[start + 9]!) + 1);
      frames += 1;
    } else throw videoDamaged('GIF', at);
  }
  if (frames === 0) throw videoDamaged('GIF', at);
  return {
    width: file.readUInt16LE(6),
    height: file.readUInt16LE(8),
    frames,
    centiseconds,
    applications,
    trailerAt: at,
  };
}

const colourTableBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

function delayOf(file: Buffer, start: number): number {
  if (file[start + 2] !== 4) throw videoDamaged('GIF', start);
  return file.readUInt16LE(start + 4);
}

/** The first byte after a chain of sub-blocks and its end. */
function afterSubBlocks(file: Buffer, start: number): number {
  let at = start;
  for (;;) {
    const length = file[at];
    if (length === undefined) throw videoDamaged('GIF', at);
    at += 1 + length;
    if (length === 0) return at;
  }
}
