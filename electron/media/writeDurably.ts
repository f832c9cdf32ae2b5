import { constants, copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { threadId } from 'node:worker_threads';
import { withFileErrors } from './fileErrors.ts';

/** Ends the name of every file that is being written. Whatever bears it after a crash may be deleted. */
export const PARTIAL_SUFFIX = '.partial';

let written = 0;

/** A name beside the target that no other process, thread or call uses. */
function partialName(target: string): string {
  written += 1;
  return `${target}.${process.pid}-${threadId}-${written}${PARTIAL_SUFFIX}`;
}

/** Windows has no call that syncs a folder and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/**
 * Has `fill` write a file under another name, makes it survive a power cut and renames it to `target`: the target is
 * whole or as it was before. Folders are made. Nothing half-written stays after a failure.
 * @throws AppError `file.disk_full`, `file.output_unwritable`, and what `fill` throws
 */
export async function writeDurably(target: string, fill: (partial: string) => Promise<void>): Promise<void> {
  const partial = partialName(target);
  await withFileErrors(target, 'write', async () => {
    await mkdir(dirname(target), { recursive: true });
    try {
      await fill(partial);
      const file = await open(partial, 'r+');
      try {
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(partial, target);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    await syncFolder(dirname(target));
  });
}

/** `writeDurably` of bytes. */
export async function writeBytesDurably(target: string, bytes: Uint8Array): Promise<void> {
  await writeDurably(target, async (partial) => {
    const file = await open(partial, 'wx');
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
  });
}

/** `writeDurably` of a copy. Where the file system can, the copy shares its blocks with the source. */
export async function copyDurably(source: string, target: string): Promise<void> {
  await writeDurably(target, (partial) => copyFile(source, partial, constants.COPYFILE_FICLONE));
}
