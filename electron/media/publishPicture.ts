import type { Provenance } from '../../shared/domain/media.ts';
import { AppError } from '../../shared/errors/appError.ts';
import { provenanceText } from '../../shared/media/provenanceText.ts';
import { provenanceXmp } from './provenanceXmp.ts';
import { rewritePng } from './rewritePng.ts';
import type { Sharp } from './sharpForProcess.ts';
import { type PictureSize, assertSize, readOutput } from './verifyPicture.ts';
import { type PublishedPicture, writePicture } from './writePicture.ts';

export interface PublishRequest extends PictureSize {
  /** A PNG from Blender. */
  readonly source: string;
  readonly target: string;
  /** `png`, `jpg` or `webp`. */
  readonly format: string;
  readonly provenance: Provenance;
}

const QUALITY = 92;
/** What fits into the one segment of a JPEG that XMP goes to, less its name. */
const JPEG_XMP_BYTES = 65_502;

/**
 * Writes a verified render as the file that is delivered: no dates in it, its provenance in it, by temporary name and
 * rename. Equal pictures with equal provenance become equal files.
 * @throws AppError `app.invalid_input` (format), `media.undecodable`, `blender.output_*` except uniform,
 *   `file.disk_full`, `file.output_unwritable`
 */
export async function publishPicture(sharp: Sharp, request: PublishRequest): Promise<PublishedPicture> {
  const bytes = await encode(sharp, await readOutput(request.source), request);
  return writePicture(sharp, request.target, bytes, (picture) => assertSize(picture, request));
}

async function encode(sharp: Sharp, source: Buffer, { format, provenance }: PublishRequest): Promise<Buffer> {
  switch (format) {
    case 'png':
      return rewritePng(source, provenanceText(provenance));
    case 'jpg':
      return sharp(source)
        .flatten({ background: '#ffffff' })
        .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' })
        .withXmp(xmpFor(provenance, JPEG_XMP_BYTES))
        .toBuffer();
    case 'webp':
      return sharp(source).webp({ quality: QUALITY }).withXmp(xmpFor(provenance, Infinity)).toBuffer();
    default:
      throw new AppError('app.invalid_input', `Pictures cannot be written as ${format}.`, { details: { format } });
  }
}

/** Without the map of every part when that is more than the format can hold; the rest says how it was made. */
function xmpFor(provenance: Provenance, limit: number): string {
  const full = provenanceXmp(provenance);
  return Buffer.byteLength(full) <= limit ? full : provenanceXmp({ ...provenance, materials: {} });
}
