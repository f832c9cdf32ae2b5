import { AppError } from '../../shared/errors/appError.ts';
import { MAXIMUM_PIXELS, undecodable } from './decodeSamples.ts';
import { pngOptions } from './plainPng.ts';
import { readWholePicture } from './readWholePicture.ts';
import { rewritePng } from './rewritePng.ts';
import type { Sharp } from './sharpForProcess.ts';
import { type PublishedPicture, writePicture } from './writePicture.ts';

/** The box, in pixels, that the picture is to fit into. */
export interface ResizeRequest {
  readonly source: string;
  readonly target: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Writes a PNG that fits into the box with its proportions and is never larger than its source.
 * @throws AppError `app.invalid_input` (box), `file.missing`, `file.unreadable`, `media.undecodable`, `file.disk_full`,
 *   `file.output_unwritable`
 */
export async function resizePicture(sharp: Sharp, request: ResizeRequest): Promise<PublishedPicture> {
  const { source, target, width, height } = request;
  if (!isLength(width) || !isLength(height)) {
    throw new AppError('app.invalid_input', `A picture cannot be made to fit ${width} x ${height} pixels.`);
  }
  const file = await readWholePicture(source);
  const png = await sharp(file, { failOn: 'warning', limitInputPixels: MAXIMUM_PIXELS, ignoreIcc: true })
    .resize({ width, height, fit: 'inside', withoutEnlargement: true, kernel: 'lanczos3' })
    .png(pngOptions)
    .toBuffer()
    .catch((error: unknown) => {
      throw undecodable(error);
    });
  return writePicture(sharp, target, rewritePng(png, null));
}

const isLength = (value: number): boolean => Number.isInteger(value) && value > 0;
