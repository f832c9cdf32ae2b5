import { readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../shared/errors/appError.ts';
import { toFileError } from './fileErrors.ts';
import { hashFile } from './hashFile.ts';
import { PARTIAL_SUFFIX, copyDurably } from './writeDurably.ts';

export interface StoredArtifact {
  readonly sha256: string;
  readonly bytes: number;
  readonly path: string;
  /** Relative to the data folder, forward slashes: what the database keeps. */
  readonly relativePath: string;
}

/** A file of the store, as it was found there. */
export interface FoundArtifact {
  readonly sha256: string;
  readonly extension: string;
  readonly bytes: number;
  /** When it was put last. */
  readonly putAt: Date;
}

/** Files by content: `artifacts/ab/abcd….png`. Equal content with the same extension is stored once. */
export interface ArtifactStore {
  /**
   * Copies a file into the store. One that is there already is checked and, when it is damaged, replaced; its time of
   * change is that of the last put.
   * @throws AppError `file.missing`, `file.unreadable`, `file.disk_full`, `file.output_unwritable`
   */
  put(source: string, extension: string): Promise<StoredArtifact>;
  /** Where an artifact lies or would lie. */
  locate(sha256: string, extension: string): { path: string; relativePath: string };
  has(sha256: string, extension: string): Promise<boolean>;
  /** Reads all of it: false = missing or not what its name says. */
  verify(sha256: string, extension: string): Promise<boolean>;
  /** Every whole file, one folder after the other. */
  list(): AsyncIterable<FoundArtifact>;
  /**
   * Removes a file unless it was put again since `before`. Answers whether it is gone. A put at the same time is safe: it
   * finds the file and keeps it from being removed, or finds none and makes it anew.
   */
  removeUnchanged(file: Pick<FoundArtifact, 'sha256' | 'extension'>, before: Date): Promise<boolean>;
  /** Removes what a crash left half-written, and puts back what it left half-removed. Only for a time when nothing else writes to the store. */
  clearPartial(): Promise<number>;
}

const FOLDER = 'artifacts';
/** Ends the name of a file that is about to be removed. */
const REMOVING_SUFFIX = '.removing';
const NAME = /^([0-9a-f]{64})\.([a-z0-9]{1,8})$/;

export function createArtifactStore(options: { home: string }): ArtifactStore {
  const { home } = options;

  const locate: ArtifactStore['locate'] = (sha256, extension) => {
    if (!/^[0-9a-f]{64}$/.test(sha256) || !/^[a-z0-9]{1,8}$/.test(extension)) {
      throw new AppError('app.invalid_input', `${sha256}.${extension} is no artifact name.`);
    }
    const relativePath = `${FOLDER}/${sha256.slice(0, 2)}/${sha256}.${extension}`;
    return { path: join(home, relativePath), relativePath };
  };

  const has: ArtifactStore['has'] = async (sha256, extension) => {
    try {
      return (await stat(locate(sha256, extension).path)).isFile();
    } catch (error) {
      if (isMissing(error)) return false;
      throw toFileError(error, locate(sha256, extension).path, 'read');
    }
  };

  const verify: ArtifactStore['verify'] = async (sha256, extension) =>
    (await has(sha256, extension)) && (await hashFile(locate(sha256, extension).path)).sha256 === sha256;

  return {
    locate,
    has,
    verify,
    async put(source, extension) {
      const { sha256, bytes } = await hashFile(source);
      const place = locate(sha256, extension);
      const isThere = (await verify(sha256, extension)) && (await touch(place.path));
      if (!isThere) await copyDurably(source, place.path);
      return { sha256, bytes, ...place };
    },
    async clearPartial() {
      const root = join(home, FOLDER);
      const names = await namesIn(root, { recursive: true });
      const partial = names.filter((name) => name.endsWith(PARTIAL_SUFFIX));
      for (const name of partial) await rm(join(root, name), { force: true });
      for (const name of names.filter((each) => each.endsWith(REMOVING_SUFFIX))) {
        await rename(join(root, name), join(root, name.slice(0, -REMOVING_SUFFIX.length)));
      }
      return partial.length;
    },
    async *list() {
      const root = join(home, FOLDER);
      for (const folder of await namesIn(root)) {
        for (const name of await namesIn(join(root, folder))) {
          const found = await foundAt(join(root, folder, name));
          if (found) yield found;
        }
      }
    },
    async removeUnchanged({ sha256, extension }, before) {
      const { path } = locate(sha256, extension);
      const aside = `${path}${REMOVING_SUFFIX}`;
      // What has another name is out of reach of a put, so its time of change does not change any more.
      const isAside = await rename(path, aside).then(
        () => true,
        () => false,
      );
      if (!isAside) return false;
      const { mtime } = await stat(aside);
      if (mtime >= before) {
        await rename(aside, path);
        return false;
      }
      await rm(aside);
      return true;
    },
  };
}

/** null = no artifact, or gone by now. */
async function foundAt(path: string): Promise<FoundArtifact | null> {
  const [, sha256, extension] = NAME.exec(basename(path)) ?? [];
  if (sha256 === undefined || extension === undefined) return null;
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? { sha256, extension, bytes: found.size, putAt: found.mtime } : null;
}

/** Whether there is something to touch. A file of somebody else may be read and not be touched: that must do. */
async function touch(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    (error: unknown) => !isMissing(error),
  );
}

/** Empty for what is no folder. */
async function namesIn(folder: string, options: { recursive?: boolean } = {}): Promise<string[]> {
  try {
    return await readdir(folder, options);
  } catch (error) {
    if (isMissing(error)) return [];
    throw toFileError(error, folder, 'read');
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
