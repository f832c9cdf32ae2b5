import { readFile } from 'node:fs/promises';
import type { Provenance } from '../../shared/domain/media.ts';
import { withFileErrors } from './fileErrors.ts';
import { isPng, readPngChunks } from './pngChunks.ts';
import { readTextChunk } from './pngText.ts';
import { PROVENANCE_KEYWORD, parseProvenance, parseProvenanceXmp } from './provenanceText.ts';

/**
 * What a picture of ours (PNG, JPEG, WebP) says about how it was made; null = it says nothing.
 * @throws AppError `file.missing`, `file.unreadable`, `media.undecodable`, `blender.output_truncated`
 */
export async function readProvenance(path: string): Promise<Provenance | null> {
  const file = await withFileErrors(path, 'read', () => readFile(path));
  if (!isPng(file)) return parseProvenanceXmp(file.toString('utf8'));
  const text = readTextChunk(readPngChunks(file), PROVENANCE_KEYWORD);
  return text === null ? null : parseProvenance(text);
}
