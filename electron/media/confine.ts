import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { AppError } from '../../shared/errors/appError.ts';
import { withFileErrors } from './fileErrors.ts';

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** Where a path really leads, when its last parts may not exist yet. */
async function realPathOfExisting(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!missing || dirname(path) === path) throw error;
    return join(await realPathOfExisting(dirname(path)), basename(path));
  }
}

/**
 * The absolute path of `path` (relative) under `root`, with symbolic links resolved. The file need not exist; the root must.
 * @throws AppError `file.outside_project` when the words or a link lead out of the root, `file.missing`
 */
export async function confine(root: string, path: string): Promise<string> {
  const outside = (): AppError =>
    new AppError('file.outside_project', `${JSON.stringify(path)} does not lead to a file inside ${root}.`, {
      details: { root, path },
    });
  if (path.includes('\0') || isAbsolute(path) || /^[A-Za-z]:/.test(path)) throw outside();
  if (!isInside(resolve(root), resolve(root, path))) throw outside();
  return withFileErrors(path, 'read', async () => {
    const realRoot = await realpath(root);
    const real = await realPathOfExisting(resolve(realRoot, path));
    if (!isInside(realRoot, real)) throw outside();
    return real;
  });
}
