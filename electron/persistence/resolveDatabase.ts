import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseChoice } from '../../shared/domain/database.ts';
import { AppError } from '../../shared/errors/appError.ts';
import { listBackups } from './backups.ts';
import { type DatabaseOptions, type OpenResult, inspectFile, openDatabase } from './database.ts';
import { type DatabasePaths, databasePaths } from './databasePaths.ts';
import { syncFile, syncFolder } from './fileSync.ts';
import { aliveInstances } from './instanceLock.ts';
import { readMigrations } from './migrations.ts';
import { setAside } from './setAside.ts';
import { withSetUpLock } from './setUpLock.ts';

export interface ResolveOptions extends DatabaseOptions {
  readonly choice: DatabaseChoice;
  /** The instance that asks; no other may be alive, because the file changes under its hands. */
  readonly instanceId: string;
}

/**
 * Does what the user chose for a database that cannot be used, and opens what is then there. The old file is kept
 * beside it as `hartomat.db.broken-<time>`. A backup is checked before anything is touched.
 * @throws AppError `database.locked`, `file.missing` (no such backup), `database.corrupt` and `database.newer` (of the
 *   backup), `file.disk_full`, `database.write_failed`
 */
export function resolveDatabase(options: ResolveOptions): OpenResult {
  const paths = databasePaths(options.home);
  const others = [...aliveInstances(options.home)].filter((id) => id !== options.instanceId);
  if (others.length > 0) {
    throw new AppError('database.locked', 'Another HartOMat is using this data folder.', { details: { others } });
  }
  withSetUpLock(paths, () => {
    const { choice } = options;
    if (choice.action === 'restore') stageBackup(options, paths, choice.backupPath);
    else rmSync(paths.restoring, { force: true });
    setAside(paths, options.clock());
    if (existsSync(paths.restoring)) renameSync(paths.restoring, paths.database);
    syncFolder(dirname(paths.database));
  });
  return openDatabase(options);
}

/** Puts a checked copy of the backup beside the database, complete or not at all. */
function stageBackup(options: ResolveOptions, paths: DatabasePaths, backupPath: string): void {
  const backup = listBackups(paths).find(({ path }) => path === backupPath);
  if (!backup) throw new AppError('file.missing', `There is no backup ${backupPath}.`, { details: { backupPath } });
  const inspection = inspectFile(backup.path, readMigrations(options.migrations));
  if (inspection.state !== 'ready') {
    throw new AppError(`database.${inspection.state}`, `This backup cannot be restored. ${inspection.message}`, {
      details: { backupPath },
      remedy: 'Choose another backup, or start fresh and keep the old file.',
    });
  }
  const partial = `${paths.restoring}.partial`;
  try {
    copyFileSync(backup.path, partial);
    syncFile(partial);
    renameSync(partial, paths.restoring);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}
