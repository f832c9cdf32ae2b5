import { createReadStream } from 'node:fs';
import type { Provenance } from '../../shared/domain/media.ts';
import { AppError } from '../../shared/errors/appError.ts';
import { ChunkReader } from './chunkReader.ts';
import { inflateZstd } from './inflateZstd.ts';
import { parseProvenance } from './provenanceXmp.ts';

/** An uncompressed .blend may be of any size: of what is passed over, nothing is kept. */
const MOST_INFLATED_BYTES = 1024 ** 3;
/** A provenance of a hundred thousand parts has eight megabytes. */
const MOST_BLOCK_BYTES = 64 * 1024 * 1024;

/** How the blocks of a file are headed. */
interface BlockFormat {
  readonly headBytes: number;
  readonly lengthOf: (head: Buffer) => number;
}

/** With 4-byte pointers; with 8-byte pointers; from Blender 5.0 with 8-byte lengths. Always little-endian since 4.2. */
const formats = {
  small: { headBytes: 20, lengthOf: (head) => head.readUInt32LE(4) },
  wide: { headBytes: 24, lengthOf: (head) => head.readUInt32LE(4) },
  large: { headBytes: 32, lengthOf: (head) => Number(head.readBigUInt64LE(16)) },
} as const satisfies Record<string, BlockFormat>;

function damaged(reason: string, cause?: unknown): AppError {
  return new AppError('media.blend_damaged', `The .blend cannot be read: ${reason}.`, { cause });
}

/**
 * What a .blend says about how it was made, read without Blender: from the text block `hartomat_provenance.json`, or
 * from the property of the scene that holds the same line. Nothing in the file is run or followed; null = it says nothing.
 * @throws AppError `media.blend_damaged`, `file.missing`, `file.unreadable`
 */
export async function readBlendProvenance(path: string, compressed: boolean): Promise<Provenance | null> {
  const reader = new ChunkReader(compressed ? inflateZstd(path, MOST_INFLATED_BYTES) : createReadStream(path));
  try {
    return await findProvenance(reader);
  } catch (error) {
    if (error instanceof AppError || !(error instanceof RangeError)) throw error;
    throw damaged('it is damaged', error);
  } finally {
    await reader.close();
  }
}

async function findProvenance(reader: ChunkReader): Promise<Provenance | null> {
  const format = await readHeader(reader);
  // The data of a text or a scene follows it; anything else may quote us without meaning it.
  let owner = '';
  for (;;) {
    const head = await reader.read(format.headBytes);
    if (!head) throw damaged('it ends too early');
    const code = head.toString('latin1', 0, 4).replace(/\0+$/, '');
    const length = format.lengthOf(head);
    if (code === 'ENDB') return null;
    if (code !== 'DATA') owner = code;
    if (code === 'DATA' && (owner === 'TX' || owner === 'SC') && length <= MOST_BLOCK_BYTES) {
      const data = await reader.read(length);
      if (!data) throw damaged('it ends too early');
      const found = provenanceIn(data);
      if (found) return found;
    } else if (!(await reader.skip(length))) throw damaged('it ends too early');
  }
}

async function readHeader(reader: ChunkReader): Promise<BlockFormat> {
  const header = (await reader.read(12))?.toString('latin1') ?? '';
  if (/^BLENDER-v\d{3}$/.test(header)) return formats.wide;
  if (/^BLENDER_v\d{3}$/.test(header)) return formats.small;
  // BLENDER, length of this header, format version, byte order, version of Blender
  if (/^BLENDER17-01$/.test(header) && /^v\d{4}$/.test((await reader.read(5))?.toString('latin1') ?? '')) {
    return formats.large;
  }
  throw damaged('it has no header of Blender 4.2 to 5');
}

/** Strings are kept with a zero at their end, and may be followed by leftovers of longer ones. */
function provenanceIn(data: Buffer): Provenance | null {
  if (data[0] !== 0x7b) return null;
  const end = data.indexOf(0);
  return parseProvenance(data.toString('utf8', 0, end < 0 ? data.length : end));
}
