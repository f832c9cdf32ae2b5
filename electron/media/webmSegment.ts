import { MOST_HEAD_BYTES, readEbmlHead } from './ebml.ts';
import type { RandomAccess } from './fileParts.ts';
import { videoDamaged } from './videoDamage.ts';

export interface WebmChild {
  readonly id: number;
  readonly start: number;
  readonly dataStart: number;
  readonly end: number;
}

/** The one segment of a WebM, which reaches to the end of the file. */
export interface WebmSegment {
  /** Where its size stands, and its content begins. */
  readonly sizeAt: number;
  readonly dataStart: number;
  /** False: its size was left open by a writer that could not go back. */
  readonly sized: boolean;
  readonly children: readonly WebmChild[];
}

const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const SEGMENT_ID_BYTES = 4;
/** A film of hours has some ten thousand clusters. */
const MOST_CHILDREN = 200_000;

/** @throws AppError `media.video_damaged` when elements of the outer two levels do not fill the file exactly */
export async function readWebmSegment(file: RandomAccess): Promise<WebmSegment> {
  const header = await headAt(file, 0);
  if (header.id !== EBML || header.size === null) throw videoDamaged('WebM', 0);
  const start = header.headBytes + header.size;
  const segment = await headAt(file, start);
  const dataStart = start + segment.headBytes;
  if (segment.id !== SEGMENT) throw videoDamaged('WebM', start);
  if (segment.size !== null && dataStart + segment.size !== file.bytes) throw videoDamaged('WebM', start);
  const children: WebmChild[] = [];
  let at = dataStart;
  while (at < file.bytes) {
    const { id, headBytes, size } = await headAt(file, at);
    const end = at + headBytes + (size ?? Infinity);
    if (end > file.bytes || children.length === MOST_CHILDREN) throw videoDamaged('WebM', at);
    children.push({ id, start: at, dataStart: at + headBytes, end });
    at = end;
  }
  return { sizeAt: start + SEGMENT_ID_BYTES, dataStart, sized: segment.size !== null, children };
}

async function headAt(file: RandomAccess, at: number): Promise<NonNullable<ReturnType<typeof readEbmlHead>>> {
  const head = readEbmlHead(await file.read(at, MOST_HEAD_BYTES), 0);
  if (!head) throw videoDamaged('WebM', at);
  return head;
}
