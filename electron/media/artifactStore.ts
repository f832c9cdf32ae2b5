import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
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

/** Files by content: `artifacts/ab/abcd….png`. Equal content with the same extension is stored once. */
export interface ArtifactStore {
  /**
   * Copies a file into the store. One that is there already is checked and, when it is damaged, replaced.
   * @throws AppError `file.missing`, `file.unreadable`, `file.disk_full`, `file.output_unwritable`
   */
  put(source: string, extension: string): Promise<StoredArtifact>;
  /** Where an artifact lies or would lie. */
  locate(sha256: string, extension: string): { path: string; relativePath: string };
  has(sha256: string, extension: string): Promise<boolean>;
  /** Reads all of it: false = missing or not what its name says. */
  verify(sha256: string, extension: string): Promise<boolean>;
  /** Removes what a crash left half-written. Only for a time when nothing else writes to the store. */
  clearPartial(): Promise<number>;
}

const FOLDER = 'artifacts';

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
      if (!(await verify(sha256, extension))) await copyDurably(source, place.path);
      return { sha256, bytes, ...place };
    },
    async clearPartial() {
      const root = join(home, FOLDER);
      const names = await readdir(root, { recursive: true }).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw toFileError(error, root, 'read');
      });
      const partial = names.filter((name) => name.endsWith(PARTIAL_SUFFIX));
      for (const name of partial) await rm(join(root, name), { force: true });
      return partial.length;
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
