import { AppError } from '../../shared/errors/appError.ts';

/** The SQLite result code of an error from the driver (`SQLITE_BUSY_SNAPSHOT`...), looked for in its causes too. */
export function sqliteCode(error: unknown): string | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    const code: unknown = 'code' in current ? current.code : undefined;
    if (typeof code === 'string' && code.startsWith('SQLITE_')) return code;
  }
  return null;
}

/**
 * Gives operational failures of SQLite a stable code. Anything else (a broken constraint, a wrong statement) is a
 * bug and is handed back as it is.
 */
export function toDatabaseError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = sqliteCode(error);
  if (code === null) return toFileError(error);
  const options = { details: { sqlite: code }, cause: error };
  const is = (family: string): boolean => code === family || code.startsWith(`${family}_`);
  if (is('SQLITE_FULL')) return new AppError('file.disk_full', 'The drive of the data folder is full.', options);
  if (is('SQLITE_BUSY') || is('SQLITE_LOCKED')) {
    return new AppError('database.locked', 'Another program holds the database.', options);
  }
  if (is('SQLITE_CORRUPT') || is('SQLITE_NOTADB')) {
    return new AppError('database.corrupt', 'The database file is damaged.', options);
  }
  if (['SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_AUTH'].some(is)) {
    return new AppError('database.write_failed', `The database could not be read or written (${code}).`, options);
  }
  return error;
}

/** Failures of the file system around the database: backups, renames. */
function toFileError(error: unknown): unknown {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  const options = { details: { code }, cause: error };
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('file.disk_full', 'The drive of the data folder is full.', options);
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EIO') {
    return new AppError('database.write_failed', `The data folder could not be written (${code}).`, options);
  }
  return error;
}

/** Runs `work` and throws what `toDatabaseError` makes of its failure. */
export function withDatabaseErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toDatabaseError(error);
  }
}

/** The same object with every method behind `withDatabaseErrors`. */
export function guardRepository<R extends object>(repository: R): R {
  return new Proxy(repository, {
    get(target, name, receiver): unknown {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return (...passed: unknown[]): unknown => withDatabaseErrors((): unknown => member.apply(target, passed));
    },
  });
}
