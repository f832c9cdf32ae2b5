import { readFile } from 'node:fs/promises';
import { AppError } from '../../shared/errors/appError.ts';
import { type SampledPicture, decodeSamples, undecodable } from './decodeSamples.ts';
import { withFileErrors } from './fileErrors.ts';
import { isPng, readPngChunks } from './pngChunks.ts';
import type { Sharp } from './sharpForProcess.ts';

/**
 * A picture file that must be whole. Decoders forgive a PNG that lacks its end; here it is damaged.
 * @throws AppError `file.missing`, `file.unreadable`, `media.undecodable`
 */
export async function readWholePicture(path: string): Promise<Buffer> {
  const file = await withFileErrors(path, 'read', () => readFile(path));
  if (!isPng(file)) return file;
  try {
    readPngChunks(file);
  } catch (error) {
    throw error instanceof AppError && error.code !== 'media.undecodable' ? undecodable(error) : error;
  }
  return file;
}

/** The samples of a picture file. @throws AppError as `readWholePicture` */
export async function readPicture(sharp: Sharp, path: string): Promise<SampledPicture> {
  return decodeSamples(sharp, await readWholePicture(path));
}
