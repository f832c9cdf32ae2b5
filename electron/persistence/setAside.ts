import { existsSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { withDatabaseErrors } from './databaseErrors.ts';
import { type DatabasePaths, databasePaths, fileStamp, timeOfStamp } from './databasePaths.ts';
import { syncFolder } from './fileSync.ts';

const MARK = '.broken-';

/**
 * Renames the database with its log to `hartomat.db.broken-<time>` (`-wal`, `-shm`), so that nothing is lost and
 * SQLite still takes them as one. The database goes first: a log without it is noticed at the next start, a database
 * without its log would look whole.
 */
export function setAside(paths: DatabasePaths, now: Date): string {
  const kept = `${paths.database}${MARK}${fileStamp(now)}`;
  const moves: [string, string][] = [
    [paths.database, kept],
    [paths.writeAheadLog, `${kept}-wal`],
    [paths.sharedMemory, `${kept}-shm`],
  ];
  for (const [from, to] of moves) if (existsSync(from)) renameSync(from, to);
  syncFolder(dirname(paths.database));
  return kept;
}

/** When a database was last set aside in this data folder that still lies there; null = there is none. */
export function lastSetAside(home: string): Date | null {
  const { database } = databasePaths(home);
  const start = `${basename(database)}${MARK}`;
  const names = withDatabaseErrors(() => readdirSync(home)).filter((name) => name.startsWith(start));
  const times = names.flatMap((name) => timeOfStamp(name.slice(start.length)) ?? []);
  const last = times.toSorted().at(-1);
  return last === undefined ? null : new Date(last);
}
