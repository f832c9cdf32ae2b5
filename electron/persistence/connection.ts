import SqliteDatabase from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';

/** What repositories speak to. */
export type Connection = BetterSQLite3Database;

export interface OpenConnection {
  readonly client: SqliteDatabase.Database;
  readonly connection: Connection;
}

/** How long a writer waits for the other process (window and command line share the file). */
const BUSY_MILLISECONDS = 5000;

/**
 * Opens the file with the settings that every writer must share.
 * WAL lets one process read while another writes. synchronous FULL: a run that was reported as delivered must be
 * delivered after a power cut too; NORMAL would lose the last transactions then, and there are few of them.
 * @throws the driver's error; callers map it with `toDatabaseError` or judge it themselves
 */
export function openConnection(path: string, options: { mustExist: boolean }): OpenConnection {
  const client = new SqliteDatabase(path, { fileMustExist: options.mustExist, timeout: BUSY_MILLISECONDS });
  try {
    client.pragma('journal_mode = WAL');
    client.pragma('synchronous = FULL');
    client.pragma('foreign_keys = ON');
  } catch (error) {
    client.close();
    throw error;
  }
  return { client, connection: drizzle({ client }) };
}

/**
 * Opens the file for looking at it: nothing is changed, and its log is not folded in at the end.
 * @throws the driver's error
 */
export function openReadOnly(path: string): SqliteDatabase.Database {
  return new SqliteDatabase(path, { readonly: true, fileMustExist: true, timeout: BUSY_MILLISECONDS });
}
