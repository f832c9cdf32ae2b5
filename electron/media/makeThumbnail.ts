import { readFile } from 'node:fs/promises';
import { AppError } from '../../shared/errors/appError.ts';
import { withFileErrors } from './fileErrors.ts';
import type { Sharp } from './sharpForProcess.ts';
import { writeBytesDurably } from './writeDurably.ts';

/**
 * Writes a WebP that fits a square of `size` pixels and is never larger than its source. Transparency stays.
 * @throws AppError `file.missing`, `file.unreadable`, `media.undecodable`, `file.disk_full`, `file.output_unwritable`
 */
export async function makeThumbnail(
  sharp: Sharp,
  source: string,
  target: string,
  size: number,
): Promise<{ width: number; height: number; bytes: number }> {
  const file = await withFileErrors(source, 'read', () => readFile(source));
  const { data, info } = await sharp(file)
    .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 82 })
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw new AppError('media.undecodable', `No thumbnail can be made of ${source}.`, {
        details: { path: source },
        cause: error,
      });
    });
  await writeBytesDurably(target, data);
  return { width: info.width, height: info.height, bytes: data.length };
}
