import type SqliteDatabase from 'better-sqlite3';
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseBackup, DatabaseStatus } from '../../shared/domain/database.ts';
import { listBackups, makeBackup } from './backups.ts';
import { type OpenConnection, openConnection, openReadOnly } from './connection.ts';
import { toDatabaseError, withDatabaseErrors } from './databaseErrors.ts';
import { type DatabasePaths, databasePaths } from './databasePaths.ts';
import { syncFile, syncFolder } from './fileSync.ts';
import { type Inspection, describeCorruption, inspectDatabase, isCorruption } from './inspectDatabase.ts';
import { type Migration, applyMigrations, readMigrations } from './migrations.ts';
import { type Repositories, createRepositories } from './repositories.ts';
import { lastSetAside, setAside } from './setAside.ts';
import { withSetUpLock } from './setUpLock.ts';

export interface DatabaseOptions {
  /** The data folder; it exists. */
  readonly home: string;
  /** Folder of the generated migrations. */
  readonly migrations: string;
  readonly clock: () => Date;
}

export interface Database extends Repositories {
  readonly path: string;
  /** Everything in `work` or nothing; transactions inside are part of it. `work` must be synchronous. */
  transaction<T>(work: () => T): T;
  /** A backup, when the newest is older than a day or there is none; null = not due. Takes tens of milliseconds. */
  backUpIfDue(): DatabaseBackup | null;
  /**
   * Files that were stored in this data folder until then may belong to another database: one that was set aside and still
   * lies there, or that was there before this one was made. null = nobody has written down when that was.
   */
  foreignUntil(): Date | null;
  /** Safe to call twice. */
  close(): void;
}

export type OpenResult =
  | { readonly state: 'ready'; readonly status: DatabaseStatus; readonly database: Database }
  | { readonly state: 'corrupt' | 'newer'; readonly status: DatabaseStatus; readonly database: null };

const DAY_MILLISECONDS = 86_400_000;
const BEGUN = 'database.begun';

/**
 * Opens the database of a data folder: finishes a restore that was cut short, makes a new file where there is none,
 * checks an existing one, backs it up when migrations are pending, and applies them.
 * A damaged or newer file is left exactly as it is and reported.
 * @throws AppError `database.locked`, `database.write_failed`, `file.disk_full`
 */
export function openDatabase(options: DatabaseOptions): OpenResult {
  const paths = databasePaths(options.home);
  return withSetUpLock(paths, () => {
    const known = readMigrations(options.migrations);
    finishRestore(paths, options.clock());
    if (!existsSync(paths.database)) {
      if (existsSync(paths.writeAheadLog) && statSync(paths.writeAheadLog).size > 0) {
        return unusable(paths, 'corrupt', 'The database file is gone, but its write-ahead log is still there.');
      }
      createFile(paths, known, options.clock());
    }
    const inspection = inspectFile(paths.database, known);
    if (inspection.state !== 'ready') return unusable(paths, inspection.state, inspection.message);
    return openSound(options, paths, known, inspection.pending > 0);
  });
}

/** A restore was cut short after the old file was set aside: the new one is complete and takes its place. */
function finishRestore(paths: DatabasePaths, now: Date): void {
  if (existsSync(paths.database) || !existsSync(paths.restoring)) return;
  setAside(paths, now);
  renameSync(paths.restoring, paths.database);
}

/** Made under another name: a `hartomat.db` without content is therefore never a beginning, always a loss. */
function createFile(paths: DatabasePaths, known: readonly Migration[], now: Date): void {
  const making = `${paths.database}.new`;
  for (const left of [making, `${making}-wal`, `${making}-shm`]) rmSync(left, { force: true });
  const { client, connection } = openConnection(making, { mustExist: false });
  try {
    applyMigrations(client, known);
    createRepositories(connection).appState.set(BEGUN, now.toISOString());
  } finally {
    client.close();
  }
  syncFile(making);
  renameSync(making, paths.database);
  syncFolder(dirname(paths.database));
}

/**
 * Judges a database file without changing it.
 * @throws the driver's error when the drive or another process is the reason
 */
export function inspectFile(path: string, known: readonly Migration[]): Inspection {
  if (statSync(path).size === 0) return { state: 'corrupt', message: 'The database file is empty.' };
  let client: SqliteDatabase.Database | null = null;
  try {
    client = openReadOnly(path);
    return inspectDatabase(client, known);
  } catch (error) {
    if (!isCorruption(error)) throw error;
    return { state: 'corrupt', message: describeCorruption(error) };
  } finally {
    client?.close();
  }
}

function openSound(
  options: DatabaseOptions,
  paths: DatabasePaths,
  known: readonly Migration[],
  pending: boolean,
): OpenResult {
  const opened = openConnection(paths.database, { mustExist: true });
  try {
    if (pending) {
      makeBackup(opened.client, paths, options.clock(), 'migration');
      applyMigrations(opened.client, known);
    }
  } catch (error) {
    opened.client.close();
    // The drive or another process: worth another try. Anything else will not get better by itself.
    if (!isCorruption(error) && toDatabaseError(error) !== error) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    return unusable(paths, 'corrupt', `The database could not be brought up to date: ${reason}.`);
  }
  const status: DatabaseStatus = { state: 'ready', path: paths.database, message: '', backups: listBackups(paths) };
  return { state: 'ready', status, database: createDatabase(options, paths, opened) };
}

function unusable(paths: DatabasePaths, state: 'corrupt' | 'newer', message: string): OpenResult {
  return {
    state,
    status: { state, path: paths.database, message, backups: listBackups(paths) },
    database: null,
  };
}

function createDatabase(options: DatabaseOptions, paths: DatabasePaths, opened: OpenConnection): Database {
  const { client, connection } = opened;
  const repositories = createRepositories(connection);
  return {
    ...repositories,
    path: paths.database,
    transaction: (work) => withDatabaseErrors(() => client.transaction(work).immediate()),
    backUpIfDue() {
      const now = options.clock();
      const newest = listBackups(paths)[0];
      if (newest && now.getTime() - Date.parse(newest.createdAt) < DAY_MILLISECONDS) return null;
      return withDatabaseErrors(() => makeBackup(client, paths, now, 'daily'));
    },
    foreignUntil() {
      const begun = repositories.appState.get(BEGUN);
      const times = [typeof begun === 'string' ? new Date(begun) : null, lastSetAside(options.home)];
      return times.toSorted((a, b) => Number(a) - Number(b)).at(-1) ?? null;
    },
    close() {
      if (client.open) client.close();
    },
  };
}
