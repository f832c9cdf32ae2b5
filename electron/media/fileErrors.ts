import { AppError } from '../../shared/errors/appError.ts';

/** Gives what the file system says a stable code and words with the path in them; other errors are handed back. */
export function toFileError(error: unknown, path: string, doing: 'read' | 'write'): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error;
  const options = { details: { path, system: error.code }, cause: error };
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('file.disk_full', `The drive is full: ${path} could not be written.`, options);
    case 'ENOENT':
      if (doing === 'read') return new AppError('file.missing', `There is no file ${path}.`, options);
      return new AppError('file.output_unwritable', `The folder of ${path} does not exist.`, options);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EISDIR':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'ENAMETOOLONG':
    case 'EBUSY':
    case 'EIO':
      if (doing === 'read') return new AppError('file.unreadable', `${path} cannot be read (${error.code}).`, options);
      return new AppError('file.output_unwritable', `${path} cannot be written (${error.code}).`, options);
    default:
      return error;
  }
}

/** Runs `work` and throws what `toFileError` makes of its failure. */
export async function withFileErrors<T>(path: string, doing: 'read' | 'write', work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toFileError(error, path, doing);
  }
}
