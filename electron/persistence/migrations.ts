import type SqliteDatabase from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';

/** One step of the schema, as drizzle-kit generated it. `id` is its time in the journal and never changes. */
export interface Migration {
  readonly id: number;
  readonly hash: string;
  readonly statements: readonly string[];
}

/** The table in which drizzle's own migrator keeps what was applied; its shape is kept, so either can go on. */
const APPLIED = '__drizzle_migrations';

/** All migrations of a folder made by drizzle-kit, oldest first. */
export function readMigrations(folder: string): Migration[] {
  return readMigrationFiles({ migrationsFolder: folder })
    .map((file) => ({ id: file.folderMillis, hash: file.hash, statements: file.sql }))
    .sort((a, b) => a.id - b.id);
}

function hasTable(client: SqliteDatabase.Database, name: string): boolean {
  return client.prepare("select 1 from sqlite_master where type = 'table' and name = ?").get(name) !== undefined;
}

/** Ids of the migrations that this database has; null = it has none and is not empty, so it is not one of ours. */
export function appliedMigrations(client: SqliteDatabase.Database): number[] | null {
  if (!hasTable(client, APPLIED)) {
    const foreign = client.prepare("select 1 from sqlite_master where name not like 'sqlite_%'").get();
    return foreign === undefined ? [] : null;
  }
  const rows = client.prepare<[], { id: number }>(`select created_at as id from ${APPLIED} order by created_at`).all();
  return rows.map((row) => Number(row.id));
}

/** Those that the database lacks. */
export function pendingMigrations(client: SqliteDatabase.Database, known: readonly Migration[]): Migration[] {
  const applied = new Set(appliedMigrations(client) ?? []);
  return known.filter((migration) => !applied.has(migration.id));
}

/**
 * Applies what is missing, all or nothing. Foreign keys are off meanwhile (a table that changes its shape is made anew
 * and renamed) and are checked as a whole before the transaction ends.
 * @throws the driver's error; Error when rows would point nowhere
 */
export function applyMigrations(client: SqliteDatabase.Database, known: readonly Migration[]): void {
  client.pragma('foreign_keys = OFF');
  try {
    client
      .transaction(() => {
        client.exec(
          `create table if not exists ${APPLIED} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`,
        );
        const note = client.prepare(`insert into ${APPLIED} (hash, created_at) values (?, ?)`);
        for (const migration of pendingMigrations(client, known)) {
          for (const statement of migration.statements) client.exec(statement);
          note.run(migration.hash, migration.id);
        }
        const dangling = client.pragma('foreign_key_check') as unknown[];
        if (dangling.length > 0) throw new Error(`${dangling.length} rows would refer to rows that do not exist.`);
      })
      .immediate();
  } finally {
    client.pragma('foreign_keys = ON');
  }
}
