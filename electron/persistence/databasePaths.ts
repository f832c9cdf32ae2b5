import { join } from 'node:path';

/** Every file that belongs to the database of a data folder. */
export interface DatabasePaths {
  readonly database: string;
  readonly writeAheadLog: string;
  readonly sharedMemory: string;
  /** A complete backup on its way to become the database; only there while a restore is under way. */
  readonly restoring: string;
  readonly backups: string;
  /** Held while the file is made, migrated or replaced, so that two starts at once do not do it twice. */
  readonly setUpLock: string;
}

export function databasePaths(home: string): DatabasePaths {
  const database = join(home, 'hartomat.db');
  return {
    database,
    writeAheadLog: `${database}-wal`,
    sharedMemory: `${database}-shm`,
    restoring: `${database}.restoring`,
    backups: join(home, 'backups'),
    setUpLock: join(home, 'hartomat.setup.lock'),
  };
}

/** `2026-11-23T03:28:32.123Z` as `20261123T032832123Z`: sorts by time and is a file name on every system. */
export function fileStamp(time: Date): string {
  return time.toISOString().replaceAll(/[-:.]/g, '');
}

const STAMP = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/;

/** The time of a `fileStamp`, as ISO 8601; null = it is none. */
export function timeOfStamp(stamp: string): string | null {
  const [, year, month, day, hour, minute, second, millisecond] = STAMP.exec(stamp) ?? [];
  return year === undefined ? null : `${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}Z`;
}
