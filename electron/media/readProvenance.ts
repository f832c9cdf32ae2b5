import { readFile, stat } from 'node:fs/promises';
import type { Provenance } from '../../shared/domain/media.ts';
import { AppError } from '../../shared/errors/appError.ts';
import { readBlendProvenance } from './blendProvenance.ts';
import { withFileErrors } from './fileErrors.ts';
import { fileKind } from './fileKind.ts';
import { withFile } from './fileParts.ts';
import { readGifProvenance } from './gifProvenance.ts';
import { readMp4Provenance } from './mp4Provenance.ts';
import { readPngChunks } from './pngChunks.ts';
import { readTextChunk } from './pngText.ts';
import { PROVENANCE_KEYWORD, parseProvenance, parseProvenanceXmp } from './provenanceXmp.ts';
import { readWebmProvenance } from './webmProvenance.ts';

/** A picture or GIF that is larger is none of ours, and would not fit into memory twice. */
const MOST_BYTES = 1024 ** 3;

/**
 * What a file of ours (PNG, JPEG, WebP, MP4, WebM, GIF, .blend) says about how it was made; null = it says nothing. The
 * kind is told by the content, not by the name. The file may come from anyone: it is only read, and with bounds.
 * @throws AppError `file.missing`, `file.unreadable`, `media.undecodable`, `media.video_damaged`, `media.blend_damaged`,
 *   `blender.output_truncated`
 */
export async function readProvenance(path: string): Promise<Provenance | null> {
  const kind = await fileKind(path);
  switch (kind) {
    case null:
      return null;
    case 'png':
      return readPngProvenance(await readBounded(path));
    case 'jpeg':
    case 'webp':
      return parseProvenanceXmp((await readBounded(path)).toString('utf8'));
    case 'gif':
      return readGifProvenance(await readBounded(path));
    case 'mp4':
      return withFile(path, readMp4Provenance);
    case 'webm':
      return withFile(path, readWebmProvenance);
    case 'blend':
    case 'zstd':
      return readBlendProvenance(path, kind === 'zstd');
  }
}

async function readBounded(path: string): Promise<Buffer> {
  return withFileErrors(path, 'read', async () => {
    const { size } = await stat(path);
    if (size > MOST_BYTES) throw new AppError('media.undecodable', `${path} is too large to be a picture of ours.`);
    return readFile(path);
  });
}

function readPngProvenance(file: Buffer): Provenance | null {
  const text = readTextChunk(readPngChunks(file), PROVENANCE_KEYWORD);
  return text === null ? null : parseProvenance(text);
}
