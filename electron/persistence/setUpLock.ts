import { AppError } from '../../shared/errors/appError.ts';
import { withDatabaseErrors } from './databaseErrors.ts';
import type { DatabasePaths } from './databasePaths.ts';
import { takeExclusiveLock } from './exclusiveLock.ts';

const WAIT_MILLISECONDS = 30_000;

/**
 * Runs `work` while no other process makes, migrates or replaces the database of this data folder.
 * @throws AppError `database.locked`, and what `work` throws, mapped
 */
export function withSetUpLock<T>(paths: DatabasePaths, work: () => T): T {
  return withDatabaseErrors(() => {
    const lock = takeExclusiveLock(paths.setUpLock, WAIT_MILLISECONDS);
    if (!lock) throw new AppError('database.locked', 'Another HartOMat is still setting up this data folder.');
    try {
      return work();
    } finally {
      lock.release();
    }
  });
}
