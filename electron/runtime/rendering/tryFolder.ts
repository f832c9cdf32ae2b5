import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { asWriteError } from '../contracts/writeBatch.ts';

/**
 * Makes the next `try-1`, `try-2`… that does not exist yet: results of an earlier start can never be taken for new ones.
 * @throws AppError `file.disk_full`, `file.output_unwritable`
 */
export async function makeTryFolder(parent: string): Promise<string> {
  try {
    await mkdir(parent, { recursive: true });
    for (let number = 1; ; number += 1) {
      const folder = join(parent, `try-${number}`);
      if (await isMade(folder)) return folder;
    }
  } catch (error) {
    throw asWriteError(error, parent);
  }
}

async function isMade(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
