import type { Provenance } from '../../shared/domain/media.ts';
import { provenanceText } from '../../shared/media/provenanceText.ts';
import { ebmlElement, ebmlSize, readEbmlChildren } from './ebml.ts';
import type { FilePart, RandomAccess } from './fileParts.ts';
import { parseProvenance } from './provenanceXmp.ts';
import { type WebmChild, readWebmSegment } from './webmSegment.ts';

/** Element ids of Matroska (RFC 9559). */
const TAGS = 0x1254c367;
const TAG = 0x7373;
const TARGETS = 0x63c0;
const SIMPLE_TAG = 0x67c8;
const TAG_NAME = 0x45a3;
const TAG_STRING = 0x4487;

const NAME = 'HARTOMAT_PROVENANCE';
/** More is not a tag of ours. */
const MOST_TAGS_BYTES = 64 * 1024 * 1024;

function tagsElement(provenance: Provenance): Buffer {
  const simple = ebmlElement(
    SIMPLE_TAG,
    ebmlElement(TAG_NAME, Buffer.from(NAME, 'latin1')),
    ebmlElement(TAG_STRING, Buffer.from(provenanceText(provenance), 'utf8')),
  );
  // Empty targets: the tag is about the whole segment.
  return ebmlElement(TAGS, ebmlElement(TAG, ebmlElement(TARGETS), simple));
}

async function provenanceIn(file: RandomAccess, child: WebmChild): Promise<Provenance | null> {
  const bytes = child.end - child.dataStart;
  if (child.id !== TAGS || bytes > MOST_TAGS_BYTES) return null;
  const inside = (data: Buffer, id: number): Buffer[] =>
    readEbmlChildren(data)
      .filter((element) => element.id === id)
      .map((element) => element.data);
  const tags = inside(await file.read(child.dataStart, bytes), TAG);
  for (const simple of tags.flatMap((tag) => inside(tag, SIMPLE_TAG))) {
    const [name] = inside(simple, TAG_NAME);
    const [value] = inside(simple, TAG_STRING);
    const found = name?.toString('latin1') === NAME && value ? parseProvenance(value.toString('utf8')) : null;
    if (found) return found;
  }
  return null;
}

/**
 * The parts of the same WebM with this provenance as a tag at its end. Positions inside a WebM are counted from the
 * content of its segment, so that a longer size field before it moves nothing.
 * @throws AppError `media.video_damaged`
 */
export async function webmWithProvenance(file: RandomAccess, provenance: Provenance): Promise<FilePart[]> {
  const { sizeAt, dataStart, sized, children } = await readWebmSegment(file);
  const last = children.at(-1);
  const ours = last !== undefined && (await provenanceIn(file, last)) !== null;
  const content = { start: dataStart, end: ours ? last.start : file.bytes };
  const tags = tagsElement(provenance);
  if (!sized) return [{ start: 0, end: content.end }, tags];
  const size = ebmlSize(content.end - content.start + tags.length);
  return [{ start: 0, end: sizeAt }, size, content, tags];
}

/** null = none. @throws AppError `media.video_damaged` */
export async function readWebmProvenance(file: RandomAccess): Promise<Provenance | null> {
  const { children } = await readWebmSegment(file);
  for (const child of [...children].reverse()) {
    const found = await provenanceIn(file, child);
    if (found) return found;
  }
  return null;
}
