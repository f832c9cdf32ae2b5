import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../../shared/errors/appError.ts';
import { asWriteError } from '../contracts/writeBatch.ts';

export interface PlacedFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * SHA-256 and size of a file.
 * @throws AppError `file.missing`, `file.unreadable`
 */
export async function hashFile(path: string): Promise<{ sha256: string; bytes: number }> {
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      const part = chunk as Buffer;
      hash.update(part);
      bytes += part.length;
    }
    return { sha256: hash.digest('hex'), bytes };
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new AppError('file.missing', `The file ${path} is missing.`, { cause });
    throw new AppError('file.unreadable', `${path} cannot be read (${code ?? 'unknown'}).`, { cause });
  }
}

/**
 * Copies a file to where it was asked for: the target is whole or as it was before.
 * @throws AppError `file.disk_full`, `file.output_unwritable`
 */
export async function placeFile(source: string, target: string): Promise<PlacedFile> {
  const partial = `${target}.${randomBytes(4).toString('hex')}.partial`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await copyFile(source, partial);
    const file = await open(partial, 'r+');
    await file.sync().finally(() => file.close());
    const placed = { path: target, ...(await hashFile(partial)) };
    await rename(partial, target);
    return placed;
  } catch (error) {
    await rm(partial, { force: true });
    throw asWriteError(error, target);
  }
}
