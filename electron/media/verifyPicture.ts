import { readFile } from 'node:fs/promises';
import { AppError } from '../../shared/errors/appError.ts';
import { type DecodedPicture, decodePixels, isUniform } from './decodePixels.ts';
import { withFileErrors } from './fileErrors.ts';
import { isPng, pngSize, readPngChunks } from './pngChunks.ts';
import type { Sharp } from './sharpForProcess.ts';

/** Pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export interface VerifiedPicture extends DecodedPicture {
  /** Always false: a uniform picture is an error. */
  readonly uniform: boolean;
}

/**
 * The content of a file that Blender should have written.
 * @throws AppError `blender.output_missing`, `blender.output_truncated` (nothing in it), `file.unreadable`
 */
export async function readOutput(path: string): Promise<Buffer> {
  let file: Buffer;
  try {
    file = await withFileErrors(path, 'read', () => readFile(path));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'file.missing') throw error;
    throw new AppError('blender.output_missing', `Blender left no picture at ${path}.`, {
      details: { path },
      cause: error,
    });
  }
  if (file.length > 0) return file;
  throw new AppError('blender.output_truncated', `The picture ${path} is empty.`, { details: { path, bytes: 0 } });
}

/** @throws AppError `blender.output_wrong_size` */
export function assertSize(found: PictureSize, expected: PictureSize): void {
  if (found.width === expected.width && found.height === expected.height) return;
  throw new AppError(
    'blender.output_wrong_size',
    `The picture is ${found.width} x ${found.height}, not ${expected.width} x ${expected.height}.`,
    { details: { found: { width: found.width, height: found.height }, expected } },
  );
}

/**
 * Demands that a picture is complete, decodes, has the size that was asked for and shows something.
 * @throws AppError as `readOutput`, `media.undecodable`, `blender.output_wrong_size`, `blender.output_uniform`
 */
export async function verifyPicture(sharp: Sharp, path: string, expected: PictureSize): Promise<VerifiedPicture> {
  const file = await readOutput(path);
  // Cheap, and says more than a decoder does: a picture that was cut short on a full disk is named as that.
  if (isPng(file) || file.length < 8) assertSize(pngSize(readPngChunks(file)), expected);
  const picture = await decodePixels(sharp, file);
  assertSize(picture, expected);
  if (isUniform(picture)) {
    throw new AppError('blender.output_uniform', 'The picture is one flat colour.', {
      details: { mean: picture.mean, min: picture.min, max: picture.max },
    });
  }
  return { ...picture, uniform: false };
}
