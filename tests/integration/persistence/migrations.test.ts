import SqliteDatabase from 'better-sqlite3';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  addProduct,
  laterMigrations,
  open,
  openReady,
  orderRun,
  shippedMigrations,
  temporaryFolder,
  tickingClock,
} from './databaseStory.ts';

const breakpoint = '--> statement-breakpoint';

/** What drizzle-kit writes when a column gets another type: the table is made anew, filled and renamed. */
const remadeOrders = [
  'PRAGMA foreign_keys=OFF;',
  'CREATE TABLE `__new_orders` (`id` text PRIMARY KEY NOT NULL, `number` text NOT NULL, `created_at` text NOT NULL, `customer` text);',
  'INSERT INTO `__new_orders`("id", "number", "created_at") SELECT "id", "number", "created_at" FROM `orders`;',
  'DROP TABLE `orders`;',
  'ALTER TABLE `__new_orders` RENAME TO `orders`;',
  'PRAGMA foreign_keys=ON;',
].join(breakpoint);

/** A database of the version before: one product, one run. */
function olderHome(): string {
  const home = temporaryFolder();
  const older = openReady(home);
  addProduct(older, 'p1', 'Bearing');
  orderRun(older, 'r1');
  older.close();
  return home;
}

describe('an older database', () => {
  it('is backed up, then brought up to date, and loses nothing', () => {
    const home = olderHome();
    const later = laterMigrations(
      { tag: '9001_customer', sql: remadeOrders },
      { tag: '9002_note', sql: "ALTER TABLE products ADD COLUMN note text DEFAULT 'none' NOT NULL;" },
    );
    const database = openReady(home, later, tickingClock('2026-02-01T10:00:00.000Z'));
    expect(database.products.list()).toMatchObject([{ id: 'p1', name: 'Bearing' }]);
    expect(database.runs.get('r1')).toMatchObject({ number: 'R-0001', orderLineNumber: 'OL-0001-01' });

    const backups = readdirSync(join(home, 'backups'));
    expect(backups).toEqual([expect.stringMatching(/^hartomat-20260201T1000\d{5}Z-migration\.db$/)]);
    const backup = new SqliteDatabase(join(home, 'backups', backups[0]!), { readonly: true });
    expect(backup.prepare('select name from products').pluck().all()).toEqual(['Bearing']);
    expect(backup.prepare("select 1 from pragma_table_info('products') where name = 'note'").get()).toBeUndefined();
    backup.close();
  });

  it('is migrated once: the next start finds nothing to do and makes no backup', () => {
    const home = olderHome();
    const later = laterMigrations({ tag: '9001_note', sql: 'ALTER TABLE products ADD COLUMN note text;' });
    openReady(home, later).close();
    openReady(home, later).close();
    expect(readdirSync(join(home, 'backups'))).toHaveLength(1);
  });

  it('keeps the five newest backups', () => {
    const home = olderHome();
    const steps: { tag: string; sql: string }[] = [];
    for (let version = 1; version <= 7; version += 1) {
      steps.push({ tag: `900${version}_step`, sql: `ALTER TABLE products ADD COLUMN step${version} text;` });
      openReady(home, laterMigrations(...steps), tickingClock(`2026-02-0${version}T10:00:00.000Z`)).close();
    }
    const { status } = open(home, laterMigrations(...steps));
    expect(status.backups.map((backup) => backup.createdAt.slice(0, 10))).toEqual([
      '2026-02-07',
      '2026-02-06',
      '2026-02-05',
      '2026-02-04',
      '2026-02-03',
    ]);
  });

  it('stays as it was when a step fails half way', () => {
    const home = olderHome();
    const broken = laterMigrations(
      { tag: '9001_fine', sql: 'ALTER TABLE products ADD COLUMN note text;' },
      {
        tag: '9002_broken',
        sql: `ALTER TABLE products ADD COLUMN more text;${breakpoint}ALTER TABLE missing_table ADD COLUMN x text;`,
      },
    );
    const result = open(home, broken);
    expect(result.status).toMatchObject({
      state: 'corrupt',
      message: expect.stringMatching(/no such table: missing_table/),
    });
    expect(result.status.backups).toHaveLength(1);
    const database = openReady(home);
    expect(database.products.get('p1')?.name).toBe('Bearing');
  });

  it('stays as it was when a step would leave rows that point nowhere', () => {
    const home = olderHome();
    const careless = laterMigrations({ tag: '9001_careless', sql: 'DELETE FROM output_types;' });
    expect(open(home, careless).status).toMatchObject({
      state: 'corrupt',
      message: expect.stringMatching(/do not exist/),
    });
    expect(openReady(home).runs.get('r1')?.outputTypeName).toBe('Still preview');
  });
});

describe('a fresh database', () => {
  it('needs no backup', () => {
    const home = temporaryFolder();
    openReady(home, shippedMigrations).close();
    expect(existsSync(join(home, 'backups'))).toBe(false);
  });

  it('gets one a day when asked', () => {
    const home = temporaryFolder();
    let now = '2026-03-01T08:00:00.000Z';
    const database = openReady(home, shippedMigrations, () => new Date(now));
    addProduct(database, 'p1');
    expect(database.backUpIfDue()).toMatchObject({ createdAt: now });
    now = '2026-03-01T20:00:00.000Z';
    expect(database.backUpIfDue()).toBeNull();
    now = '2026-03-02T09:00:00.000Z';
    expect(database.backUpIfDue()?.bytes).toBeGreaterThan(4096);
  });
});
