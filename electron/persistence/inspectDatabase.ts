import type SqliteDatabase from 'better-sqlite3';
import { sqliteCode } from './databaseErrors.ts';
import { type Migration, appliedMigrations } from './migrations.ts';

export type Inspection =
  { state: 'ready'; pending: number } | { state: 'corrupt'; message: string } | { state: 'newer'; message: string };

/** True for errors that say something about the content of the file, not about the drive or another process. */
export function isCorruption(error: unknown): boolean {
  const code = sqliteCode(error) ?? '';
  return /^SQLITE_(CORRUPT|NOTADB|FORMAT|SCHEMA)/.test(code) || code === 'SQLITE_IOERR_SHORT_READ';
}

/** Whether the application can work with this file. Reads all of it once (`quick_check`). */
export function inspectDatabase(client: SqliteDatabase.Database, known: readonly Migration[]): Inspection {
  try {
    const findings = client.pragma('quick_check(5)') as { quick_check: string }[];
    if (findings[0]?.quick_check !== 'ok') {
      const first = findings.map((finding) => finding.quick_check).join('; ');
      return { state: 'corrupt', message: `The database is damaged: ${first}.` };
    }
    const applied = appliedMigrations(client);
    if (applied === null) {
      return { state: 'corrupt', message: 'The file is a database of another program.' };
    }
    const knownIds = new Set(known.map((migration) => migration.id));
    const unknown = applied.filter((id) => !knownIds.has(id));
    if (unknown.length > 0) {
      return { state: 'newer', message: 'The database was written by a newer version of HartOMat.' };
    }
    return { state: 'ready', pending: known.length - applied.length };
  } catch (error) {
    if (!isCorruption(error)) throw error;
    return { state: 'corrupt', message: describeCorruption(error) };
  }
}

/** What a driver error of `isCorruption` means, in words. */
export function describeCorruption(error: unknown): string {
  const code = sqliteCode(error) ?? '';
  if (code === 'SQLITE_NOTADB') return 'The file is not a database.';
  return `The database is damaged (${code}).`;
}
