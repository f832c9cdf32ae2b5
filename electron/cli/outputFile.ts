import { createHash, randomUUID } from 'node:crypto';
import { access, constants, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../shared/errors/appError.ts';

/** A file that the user wants to have written: checked before the work, there as a whole or not at all after it. */
export interface OutputFile {
  readonly path: string;
  /** @throws AppError `file.output_unwritable`, `file.disk_full` */
  copyFrom(source: string, sha256: string): Promise<void>;
  /** @throws AppError `file.output_unwritable`, `file.disk_full` */
  writeText(text: string): Promise<void>;
}

function unwritable(path: string, why: string, cause?: unknown): AppError {
  return new AppError('file.output_unwritable', `${path} cannot be written: ${why}.`, { cause, details: { path } });
}

const reasons: Record<string, string> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the drive is read-only',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'its name is too long',
};

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

const reasonOf = (cause: unknown): string => reasons[codeOf(cause)] ?? 'the system refuses it';

/** Where a file of that name really is: behind links, or where it would be made. */
async function target(wanted: string): Promise<string> {
  try {
    const path = await realpath(wanted);
    const there = await stat(path);
    if (there.isDirectory()) throw unwritable(wanted, 'it is a folder');
    if (!there.isFile()) throw unwritable(wanted, 'it is no ordinary file');
    // A rename would replace a file that its owner has protected.
    await access(path, constants.W_OK);
    return path;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (codeOf(cause) === 'ENOENT') return wanted;
    throw unwritable(wanted, reasonOf(cause), cause);
  }
}

/** Writes by temporary name beside the target and rename; nothing is left behind when it fails. */
async function write(path: string, content: Buffer): Promise<void> {
  const part = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID().slice(0, 8)}.part`);
  try {
    const file = await open(part, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true }).catch(() => undefined);
    throw cause;
  }
}

/** Makes a file beside the target and takes it away again: permissions alone do not tell. */
async function probe(path: string): Promise<void> {
  const part = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.part`);
  const file = await open(part, 'wx');
  await file.close();
  await rm(part);
}

/** @throws AppError `file.output_unwritable` when no file can be written there */
export async function prepareOutputFile(wanted: string): Promise<OutputFile> {
  const path = await target(wanted);
  await probe(path).catch((cause: unknown) => {
    throw unwritable(wanted, reasonOf(cause), cause);
  });
  const put = (content: Buffer): Promise<void> =>
    write(path, content).catch((cause: unknown) => {
      if (codeOf(cause) === 'ENOSPC') {
        throw new AppError('file.disk_full', `There is no space for ${path}.`, { cause, details: { path } });
      }
      throw unwritable(path, reasonOf(cause), cause);
    });
  return {
    path,
    async copyFrom(source, sha256) {
      const content = await readFile(source);
      if (createHash('sha256').update(content).digest('hex') !== sha256) {
        throw new AppError('media.undecodable', 'The stored picture is not the one that was delivered.');
      }
      await put(content);
    },
    writeText: (text) => put(Buffer.from(text, 'utf8')),
  };
}
