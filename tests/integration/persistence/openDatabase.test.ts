import SqliteDatabase from 'better-sqlite3';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addProduct, laterMigrations, open, openReady, orderRun, temporaryFolder } from './databaseStory.ts';

const fileOf = (home: string): string => join(home, 'hartomat.db');
const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** A closed database with a product and 200 runs, about forty pages. */
function filledHome(): string {
  const home = temporaryFolder();
  const database = openReady(home);
  addProduct(database, 'p1', 'Bearing');
  database.transaction(() => {
    for (let run = 0; run < 200; run += 1) orderRun(database, `r${run}`);
  });
  database.close();
  return home;
}

describe('a database that can be used', () => {
  it('is made in an empty data folder and found again', () => {
    const home = temporaryFolder();
    const first = open(home);
    expect(first.status).toEqual({ state: 'ready', path: fileOf(home), message: '', backups: [] });
    addProduct(first.database!, 'p1', 'Bearing');
    first.database!.close();
    expect(openReady(home).products.get('p1')?.name).toBe('Bearing');
  });

  it('knows when it was begun, also in a backup of it', () => {
    const home = temporaryFolder();
    const first = openReady(home);
    const begun = first.foreignUntil();
    expect(begun?.toISOString()).toMatch(/^2026-01-05T08:00:0/);
    const backup = first.backUpIfDue()!.path;
    first.close();
    expect(openReady(home).foreignUntil()).toEqual(begun);
    const other = temporaryFolder();
    copyFileSync(backup, fileOf(other));
    expect(openReady(other).foreignUntil()).toEqual(begun);
  });

  it('leaves nothing behind but itself when it is closed', () => {
    const home = filledHome();
    expect(readdirSync(home).sort()).toEqual(['hartomat.db', 'hartomat.setup.lock']);
  });

  it('keeps what was committed when the log was never folded in', () => {
    const home = temporaryFolder();
    const writer = openReady(home);
    addProduct(writer, 'p1', 'Bearing');
    expect(statSync(`${fileOf(home)}-wal`).size).toBeGreaterThan(0);
    expect(openReady(home).products.get('p1')?.name).toBe('Bearing');
  });

  it('refuses rows that point nowhere and words that are no state', () => {
    const database = openReady(temporaryFolder());
    addProduct(database, 'p1');
    expect(() => orderRun(database, 'r1', { productId: 'nobody' })).toThrow(/FOREIGN KEY/);
    expect(() => orderRun(database, 'r1', { priority: 'urgent' as never })).toThrow(/CHECK/);
    expect(database.runs.list({ limit: 10 })).toEqual([]);
  });
});

describe('a database that cannot be used is reported and left exactly as it is', () => {
  const damages: [string, (path: string) => void, RegExp][] = [
    ['text under its name', (path) => writeFileSync(path, 'not a database\n'.repeat(500)), /not a database/],
    ['an empty file', (path) => truncateSync(path, 0), /empty/],
    ['a file cut short', (path) => truncateSync(path, Math.floor(statSync(path).size / 2)), /damaged/],
    ['a file cut within a page', (path) => truncateSync(path, statSync(path).size - 1000), /damaged/],
    [
      'pages overwritten in the middle',
      (path) => {
        const bytes = readFileSync(path);
        bytes.fill(0xa5, 4096 * 3, 4096 * 30);
        writeFileSync(path, bytes);
      },
      /damaged/,
    ],
  ];
  it.each(damages)('%s', (_name, damage, message) => {
    const home = filledHome();
    damage(fileOf(home));
    const before = hashOf(fileOf(home));
    const result = open(home);
    expect(result.state).toBe('corrupt');
    expect(result.database).toBeNull();
    expect(result.status.message).toMatch(message);
    expect(hashOf(fileOf(home))).toBe(before);
  });

  it('a database of another program', () => {
    const home = temporaryFolder();
    const other = new SqliteDatabase(fileOf(home));
    other.exec('create table recipes (name text)');
    other.close();
    expect(open(home).status).toMatchObject({
      state: 'corrupt',
      message: 'The file is a database of another program.',
    });
  });

  it('a log whose database is gone', () => {
    const home = temporaryFolder();
    const writer = openReady(home);
    addProduct(writer, 'p1');
    const aside = temporaryFolder();
    renameSync(fileOf(home), join(aside, 'hartomat.db'));
    expect(open(home).status).toMatchObject({ state: 'corrupt', message: expect.stringMatching(/write-ahead log/) });
    expect(existsSync(fileOf(home))).toBe(false);
  });

  it('one written by a newer version', () => {
    const home = filledHome();
    const newer = laterMigrations({ tag: '9001_later', sql: 'ALTER TABLE products ADD COLUMN later text;' });
    openReady(home, newer).close();
    const before = hashOf(fileOf(home));
    const result = open(home);
    expect(result.status).toMatchObject({ state: 'newer', message: expect.stringMatching(/newer version/) });
    expect(result.status.backups).toHaveLength(1);
    expect(hashOf(fileOf(home))).toBe(before);
  });
});

describe('an operational failure', () => {
  it('is an error with a code, not a verdict on the file', () => {
    const home = filledHome();
    const other = new SqliteDatabase(join(home, 'hartomat.db'));
    other.pragma('journal_mode = DELETE');
    other.exec('BEGIN EXCLUSIVE');
    try {
      expect(() => open(home)).toThrow(expect.objectContaining({ code: 'database.locked' }));
    } finally {
      other.close();
    }
    expect(open(home).state).toBe('ready');
  });

  it('of a data folder that is a file', () => {
    const path = join(temporaryFolder(), 'file');
    writeFileSync(path, '');
    expect(() => open(path)).toThrow(expect.objectContaining({ code: 'database.write_failed' }));
  });
});
