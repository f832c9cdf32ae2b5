import { readFile } from 'node:fs/promises';
import type { Provenance } from '../../shared/domain/media.ts';
import { withFile, writeFileParts } from './fileParts.ts';
import { gifWithProvenance } from './gifProvenance.ts';
import { withFileErrors } from './fileErrors.ts';
import { hashFile } from './hashFile.ts';
import { mp4WithProvenance } from './mp4Provenance.ts';
import { webmWithProvenance } from './webmProvenance.ts';
import { writeBytesDurably, writeDurably } from './writeDurably.ts';

export interface VideoProvenanceRequest {
  readonly source: string;
  readonly target: string;
  readonly format: 'mp4' | 'webm' | 'gif';
  readonly provenance: Provenance;
}

/**
 * Copies a video with its provenance: pictures and sound stay byte for byte, and an older provenance of ours is
 * replaced. Equal videos with equal provenance become equal files.
 * @throws AppError `media.video_damaged` (not a whole file of this format), `file.missing`, `file.unreadable`,
 *   `file.disk_full`, `file.output_unwritable`
 */
export async function writeVideoProvenance(
  request: VideoProvenanceRequest,
): Promise<{ path: string; sha256: string; bytes: number }> {
  const { source, target, format, provenance } = request;
  if (format === 'gif') {
    const bytes = gifWithProvenance(await withFileErrors(source, 'read', () => readFile(source)), provenance);
    await writeBytesDurably(target, bytes);
  } else {
    const withProvenance = format === 'mp4' ? mp4WithProvenance : webmWithProvenance;
    const parts = await withFile(source, (file) => withProvenance(file, provenance));
    await writeDurably(target, (partial) => writeFileParts(source, partial, parts));
  }
  return { path: target, ...(await hashFile(target)) };
}
