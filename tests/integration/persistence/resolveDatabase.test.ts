import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { OpenResult } from '../../../electron/persistence/database.ts';
import { registerInstance } from '../../../electron/persistence/instanceLock.ts';
import { resolveDatabase } from '../../../electron/persistence/resolveDatabase.ts';
import { lastSetAside } from '../../../electron/persistence/setAside.ts';
import type { DatabaseChoice } from '../../../shared/domain/database.ts';
import {
  addProduct,
  laterMigrations,
  open,
  openReady,
  shippedMigrations,
  temporaryFolder,
  tickingClock,
} from './databaseStory.ts';

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

function resolveAs(home: string, choice: DatabaseChoice, instanceId = 'me'): OpenResult {
  const result = resolveDatabase({ home, migrations: shippedMigrations, clock: tickingClock(), choice, instanceId });
  onTestFinished(() => result.database?.close());
  return result;
}

/** A damaged database with one good backup that knows one product. */
function damagedHome(): { home: string; backupPath: string; damaged: string } {
  const home = temporaryFolder();
  const database = openReady(home);
  addProduct(database, 'p1', 'Bearing');
  const backupPath = database.backUpIfDue()!.path;
  addProduct(database, 'p2', 'Added after the backup');
  database.close();
  const damaged = join(home, 'hartomat.db');
  writeFileSync(damaged, 'damaged');
  return { home, backupPath, damaged };
}

const keptFiles = (home: string): string[] =>
  readdirSync(home)
    .filter((name) => name.includes('.broken-'))
    .sort();

describe('restoring a backup', () => {
  it('puts it in the place of the damaged file, which is kept', () => {
    const { home, backupPath, damaged } = damagedHome();
    expect(open(home).status.backups.map((backup) => backup.path)).toEqual([backupPath]);
    const before = hashOf(damaged);
    const { database } = resolveAs(home, { action: 'restore', backupPath });
    expect(database?.products.list().map((product) => product.name)).toEqual(['Bearing']);
    expect(keptFiles(home)).toHaveLength(1);
    expect(hashOf(join(home, keptFiles(home)[0]!))).toBe(before);
    expect(existsSync(backupPath)).toBe(true);
  });

  it('touches nothing when the backup is damaged too', () => {
    const { home, backupPath, damaged } = damagedHome();
    writeFileSync(backupPath, 'damaged as well');
    const before = hashOf(damaged);
    expect(() => resolveAs(home, { action: 'restore', backupPath })).toThrow(
      expect.objectContaining({ code: 'database.corrupt' }),
    );
    expect(hashOf(damaged)).toBe(before);
    expect(keptFiles(home)).toEqual([]);
  });

  it('takes only files from the backups folder', () => {
    const { home, backupPath } = damagedHome();
    const elsewhere = join(temporaryFolder(), 'hartomat-20260101T000000000Z-daily.db');
    copyFileSync(backupPath, elsewhere);
    expect(() => resolveAs(home, { action: 'restore', backupPath: elsewhere })).toThrow(
      expect.objectContaining({ code: 'file.missing' }),
    );
  });

  it('of an older version after a newer one has been at it brings the old state back', () => {
    const home = temporaryFolder();
    const old = openReady(home);
    addProduct(old, 'p1', 'Bearing');
    old.close();
    const newer = laterMigrations({ tag: '9001_later', sql: 'ALTER TABLE products ADD COLUMN later text;' });
    const later = openReady(home, newer);
    addProduct(later, 'p2', 'Made by the newer version');
    later.close();
    const { status } = open(home);
    expect(status.state).toBe('newer');
    const { database } = resolveAs(home, { action: 'restore', backupPath: status.backups[0]!.path });
    expect(database?.products.list().map((product) => product.name)).toEqual(['Bearing']);
  });

  it('is finished at the next start when it was cut short after the old file had been set aside', () => {
    const { home, backupPath, damaged } = damagedHome();
    copyFileSync(backupPath, `${damaged}.restoring`);
    renameSync(damaged, `${damaged}.broken-20260105T080000000Z`);
    writeFileSync(`${damaged}-wal`, 'log of the damaged file');
    expect(openReady(home).products.list()).toHaveLength(1);
    expect(keptFiles(home).some((name) => name.endsWith('-wal'))).toBe(true);
  });
});

describe('starting fresh', () => {
  it('keeps the old file with its log under another name', () => {
    const { home, damaged } = damagedHome();
    writeFileSync(`${damaged}-wal`, 'log');
    const { database } = resolveAs(home, { action: 'start_fresh' });
    expect(database?.products.list()).toEqual([]);
    expect(keptFiles(home)).toEqual([
      expect.stringMatching(/^hartomat\.db\.broken-\d{8}T\d{9}Z$/),
      expect.stringMatching(/^hartomat\.db\.broken-\d{8}T\d{9}Z-wal$/),
    ]);
    expect(readFileSync(join(home, keptFiles(home)[0]!), 'utf8')).toBe('damaged');
  });

  it('says when, as long as the old file is there', () => {
    const { home, damaged } = damagedHome();
    expect(lastSetAside(home)).toBeNull();
    resolveAs(home, { action: 'start_fresh' });
    const [kept] = keptFiles(home);
    expect(lastSetAside(home)).toEqual(new Date('2026-01-05T08:00:01.000Z'));
    copyFileSync(join(home, kept!), `${damaged}.broken-20251231T000000000Z`);
    writeFileSync(`${damaged}.broken-of somebody else`, '');
    expect(lastSetAside(home)).toEqual(new Date('2026-01-05T08:00:01.000Z'));
    rmSync(join(home, kept!));
    expect(lastSetAside(home)).toEqual(new Date('2025-12-31T00:00:00.000Z'));
  });

  it('is refused while another instance uses the data folder', () => {
    const { home } = damagedHome();
    const other = registerInstance({ home, id: 'other' });
    onTestFinished(() => other.release());
    expect(() => resolveAs(home, { action: 'start_fresh' })).toThrow(
      expect.objectContaining({ code: 'database.locked' }),
    );
    other.release();
    expect(resolveAs(home, { action: 'start_fresh' }).state).toBe('ready');
  });
});
