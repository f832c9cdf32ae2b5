import { describe, expect, it } from 'vitest';
import { guardRepository, toDatabaseError } from '../../../electron/persistence/databaseErrors.ts';
import { AppError } from '../../../shared/errors/appError.ts';

const withCode = (code: string, cause?: unknown): Error => Object.assign(new Error(code, { cause }), { code });

describe('an error of the driver', () => {
  it.each([
    ['SQLITE_FULL', 'file.disk_full'],
    ['SQLITE_BUSY', 'database.locked'],
    ['SQLITE_BUSY_SNAPSHOT', 'database.locked'],
    ['SQLITE_LOCKED_SHAREDCACHE', 'database.locked'],
    ['SQLITE_IOERR_WRITE', 'database.write_failed'],
    ['SQLITE_READONLY_DBMOVED', 'database.write_failed'],
    ['SQLITE_CANTOPEN', 'database.write_failed'],
    ['SQLITE_CORRUPT_INDEX', 'database.corrupt'],
    ['SQLITE_NOTADB', 'database.corrupt'],
    ['ENOSPC', 'file.disk_full'],
    ['EROFS', 'database.write_failed'],
  ])('%s is %s', (code, expected) => {
    const error = withCode(code);
    expect(toDatabaseError(error)).toMatchObject({ code: expected, cause: error });
  });

  it('is found under the error that a library put around it', () => {
    const wrapped = new Error('Failed query', { cause: withCode('SQLITE_FULL') });
    expect(toDatabaseError(wrapped)).toMatchObject({ code: 'file.disk_full' });
  });

  it('that is a mistake of ours stays what it is', () => {
    for (const error of [withCode('SQLITE_CONSTRAINT_UNIQUE'), withCode('SQLITE_ERROR'), new Error('x'), 'text']) {
      expect(toDatabaseError(error)).toBe(error);
    }
    const own = new AppError('run.unknown', 'There is no such run.');
    expect(toDatabaseError(own)).toBe(own);
  });
});

describe('a guarded repository', () => {
  it('answers as before and maps what it throws', () => {
    const repository = guardRepository({
      factor: 2,
      double(value: number) {
        return value * this.factor;
      },
      fail() {
        throw withCode('SQLITE_BUSY');
      },
    });
    expect(repository.double(21)).toBe(42);
    expect(() => repository.fail()).toThrow(expect.objectContaining({ code: 'database.locked' }));
  });
});
