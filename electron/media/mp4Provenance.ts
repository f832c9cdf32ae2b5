import type { Provenance } from '../../shared/domain/media.ts';
import type { FilePart, RandomAccess } from './fileParts.ts';
import { type Mp4Box, mp4Box, readMp4Boxes } from './mp4Boxes.ts';
import { parseProvenanceXmp, provenanceXmp } from './provenanceXmp.ts';

/** The `uuid` box that XMP goes to, as the XMP specification (part 3) has it. */
const XMP_ID = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');
/** More is not XMP of ours. */
const MOST_XMP_BYTES = 64 * 1024 * 1024;

async function xmpOf(file: RandomAccess, box: Mp4Box): Promise<string | null> {
  const bytes = box.end - box.dataStart;
  if (box.type !== 'uuid' || bytes < XMP_ID.length || bytes > MOST_XMP_BYTES) return null;
  const data = await file.read(box.dataStart, bytes);
  return data.subarray(0, XMP_ID.length).equals(XMP_ID) ? data.toString('utf8', XMP_ID.length) : null;
}

/**
 * The parts of the same MP4 with this provenance behind its last box. Nothing before it moves except where an older
 * provenance of ours is left out, which only ever stands at the end.
 * @throws AppError `media.video_damaged`
 */
export async function mp4WithProvenance(file: RandomAccess, provenance: Provenance): Promise<FilePart[]> {
  const boxes = await readMp4Boxes(file);
  const last = boxes.at(-1)!;
  const xmp = await xmpOf(file, last);
  const ours = xmp !== null && parseProvenanceXmp(xmp) !== null;
  const packet = Buffer.from(provenanceXmp(provenance), 'utf8');
  return [{ start: 0, end: ours ? last.start : last.end }, mp4Box('uuid', Buffer.concat([XMP_ID, packet]))];
}

/** null = none. @throws AppError `media.video_damaged` */
export async function readMp4Provenance(file: RandomAccess): Promise<Provenance | null> {
  for (const box of (await readMp4Boxes(file)).reverse()) {
    const xmp = await xmpOf(file, box);
    const found = xmp === null ? null : parseProvenanceXmp(xmp);
    if (found) return found;
  }
  return null;
}
