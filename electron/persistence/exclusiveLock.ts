import SqliteDatabase from 'better-sqlite3';
import { sqliteCode } from './databaseErrors.ts';

/**
 * A lock that the operating system gives back when its holder dies, however it dies: an empty SQLite file with an
 * exclusive transaction open on it. Never open such a file by other means in a process that holds it: on POSIX closing
 * any handle of the file gives its locks back.
 */
export interface ExclusiveLock {
  release(): void;
}

/**
 * Waits up to `waitMilliseconds` (this blocks the thread). null = someone else has it.
 * @throws the driver's error when the file cannot be made
 */
export function takeExclusiveLock(path: string, waitMilliseconds: number): ExclusiveLock | null {
  const client = new SqliteDatabase(path, { timeout: waitMilliseconds });
  try {
    // Nothing is ever written, so no journal file shall lie about.
    client.pragma('journal_mode = MEMORY');
    client.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    client.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return { release: () => client.close() };
}
