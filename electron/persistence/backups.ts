import type SqliteDatabase from 'better-sqlite3';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DatabaseBackup } from '../../shared/domain/database.ts';
import { type DatabasePaths, fileStamp, timeOfStamp } from './databasePaths.ts';
import { syncFile, syncFolder } from './fileSync.ts';

/** How many are kept. */
const KEPT = 5;
const NAME = /^hartomat-(\d{8}T\d{9}Z)(?:-[a-z]+)?\.db$/;

const createdAt = (name: string): string | null => timeOfStamp(NAME.exec(name)?.[1] ?? '');

/** Newest first. */
export function listBackups(paths: DatabasePaths): DatabaseBackup[] {
  if (!existsSync(paths.backups)) return [];
  return readdirSync(paths.backups)
    .flatMap((name) => {
      const time = createdAt(name);
      if (time === null) return [];
      const path = join(paths.backups, name);
      return [{ path, createdAt: time, bytes: statSync(path).size }];
    })
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/**
 * Writes a backup of what is committed, under another name first, and drops the oldest beyond five.
 * @throws the driver's or the file system's error; nothing half-written stays
 */
export function makeBackup(
  client: SqliteDatabase.Database,
  paths: DatabasePaths,
  now: Date,
  reason: 'migration' | 'daily',
): DatabaseBackup {
  mkdirSync(paths.backups, { recursive: true });
  const path = join(paths.backups, `hartomat-${fileStamp(now)}-${reason}.db`);
  const partial = `${path}.partial`;
  try {
    rmSync(partial, { force: true });
    client.prepare('vacuum into ?').run(partial);
    syncFile(partial);
    renameSync(partial, path);
    syncFolder(paths.backups);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  prune(paths);
  return { path, createdAt: now.toISOString(), bytes: statSync(path).size };
}

function prune(paths: DatabasePaths): void {
  for (const old of listBackups(paths).slice(KEPT)) rmSync(old.path, { force: true });
  // A backup that was cut short is of no use to anyone.
  for (const name of readdirSync(paths.backups)) {
    if (name.endsWith('.partial') && NAME.test(basename(name, '.partial')))
      rmSync(join(paths.backups, name), { force: true });
  }
}
