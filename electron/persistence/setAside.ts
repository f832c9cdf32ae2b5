import { existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { type DatabasePaths, fileStamp } from './databasePaths.ts';
import { syncFolder } from './fileSync.ts';

/**
 * Renames the database with its log to `hartomat.db.broken-<time>` (`-wal`, `-shm`), so that nothing is lost and
 * SQLite still takes them as one. The database goes first: a log without it is noticed at the next start, a database
 * without its log would look whole.
 */
export function setAside(paths: DatabasePaths, now: Date): string {
  const kept = `${paths.database}.broken-${fileStamp(now)}`;
  const moves: [string, string][] = [
    [paths.database, kept],
    [paths.writeAheadLog, `${kept}-wal`],
    [paths.sharedMemory, `${kept}-shm`],
  ];
  for (const [from, to] of moves) if (existsSync(from)) renameSync(from, to);
  syncFolder(dirname(paths.database));
  return kept;
}
