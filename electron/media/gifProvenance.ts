import type { Provenance } from '../../shared/domain/media.ts';
import { readGif } from './gifBlocks.ts';
import { parseProvenanceXmp, provenanceXmp } from './provenanceXmp.ts';

const XMP = 'XMP DataXMP';

/**
 * XMP lies in a GIF as plain text, not in sub-blocks. A reader that takes its letters for lengths of sub-blocks lands
 * somewhere in this tail, each byte of which leads on to the end.
 */
const tail = Buffer.from([1, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0]);

/** The same GIF with this provenance in it, and with no other XMP. @throws AppError `media.video_damaged` */
export function gifWithProvenance(file: Buffer, provenance: Provenance): Buffer {
  const { applications, trailerAt } = readGif(file);
  const parts: Buffer[] = [];
  let from = 0;
  for (const { start, end } of applications.filter(({ name }) => name === XMP)) {
    parts.push(file.subarray(from, start));
    from = end;
  }
  const head = Buffer.concat([Buffer.from([0x21, 0xff, XMP.length]), Buffer.from(XMP, 'latin1')]);
  const packet = Buffer.from(provenanceXmp(provenance), 'utf8');
  return Buffer.concat([...parts, file.subarray(from, trailerAt), head, packet, tail, file.subarray(trailerAt)]);
}

/** null = none. @throws AppError `media.video_damaged` */
export function readGifProvenance(file: Buffer): Provenance | null {
  for (const { name, start, end } of readGif(file).applications) {
    const found = name === XMP ? parseProvenanceXmp(file.toString('utf8', start, end)) : null;
    if (found) return found;
  }
  return null;
}
