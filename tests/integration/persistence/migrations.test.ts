import SqliteDatabase from 'better-sqlite3';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyMigrations, readMigrations } from '../../../electron/persistence/migrations.ts';
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

/** The first version's migration alone. */
function firstMigration(): string {
  const folder = temporaryFolder();
  cpSync(join(shippedMigrations, '0000_initial.sql'), join(folder, '0000_initial.sql'));
  mkdirSync(join(folder, 'meta'));
  const journal = JSON.parse(readFileSync(join(shippedMigrations, 'meta/_journal.json'), 'utf8')) as {
    entries: unknown[];
  };
  writeFileSync(
    join(folder, 'meta/_journal.json'),
    JSON.stringify({ ...journal, entries: journal.entries.slice(0, 1) }),
  );
  return folder;
}

/** A row for every table of the first version: a delivered order line with all that hangs on it. */
const firstRows: Readonly<Record<string, Record<string, string | number>>> = {
  app_state: { key: 'queue.paused', value: 'true' },
  counters: { name: 'run', value: 1 },
  templates: { id: 't1', template: '{}', created_at: 'then' },
  cad_files: {
    ...{ id: 'c1', file_name: 'a.step', sha256: 'c', bytes: 1, parts: 1, manifest_path: 'm', glb_path: 'g' },
    ...{ imported_at: 'then', import_seconds: 1 },
  },
  products: {
    ...{ id: 'p1', name: 'Bearing', article_number: '', category: '', cad_file_id: 'c1', rules: '[]' },
    ...{ unmatched_parts: 0, is_sample: 0, created_at: 'then', updated_at: 'then' },
  },
  output_types: {
    ...{ id: 'ot', family: 'order_line', artifact_kind: 'still_image', format: 'png', profile: '{}', renderer: '{}' },
    ...{ name: 'Still', code: 'still', category: '', description: '', active: 1 },
  },
  orders: { id: 'o1', number: 'O-0001', created_at: 'then' },
  order_lines: {
    ...{ id: 'l1', order_id: 'o1', number: 'OL-0001-01', product_id: 'p1', output_type_id: 'ot' },
    ...{ state: 'delivered', created_at: 'then' },
  },
  runs: {
    ...{ id: 'r1', number: 'R-0001', order_line_id: 'l1', mode: 'legacy', state: 'delivered', priority: 'normal' },
    ...{ attempt: 1, queued_at: 'then', interruptions: 0, order_line: 'OL-0001-01', product: 'Bearing' },
    ...{ output_type: 'still', executor: 'legacy' },
  },
  run_steps: { run_id: 'r1', key: 'render_still', position: 1, label: 'Render still', state: 'done', why: 'Part.' },
  run_log: { run_id: 'r1', seq: 0, at: 'then', level: 'info', source: 'run', text: 'Delivered.' },
  artifacts: { sha256: 'a', kind: 'still_image', path: 'artifacts/a', bytes: 1, created_at: 'then' },
  media_assets: {
    ...{ id: 'm1', order_line_id: 'l1', run_id: 'r1', product_id: 'p1', artifact_sha256: 'a', file_name: 'a.png' },
    created_at: 'then',
  },
  notices: { id: 'n1', kind: 'delivered', title: 'a', body: 'b', run_id: 'r1', created_at: 'then' },
};

describe('a database of the first version', () => {
  it('keeps every row of every table, with what later versions know of them', () => {
    const home = temporaryFolder();
    const file = join(home, 'hartomat.db');
    const old = new SqliteDatabase(file);
    applyMigrations(old, readMigrations(firstMigration()));
    old.pragma('foreign_keys = ON');
    for (const [table, row] of Object.entries(firstRows)) {
      const names = Object.keys(row);
      const text = `insert into ${table} (${names.join(', ')}) values (${names.map((name) => `@${name}`).join(', ')})`;
      old.prepare(text).run(row);
    }
    const tables = old.prepare(
      "select name from sqlite_master where type = 'table' and name not like '\\_\\_%' escape '\\'",
    );
    expect(Object.keys(firstRows).toSorted()).toEqual(tables.pluck().all().toSorted());
    old.close();

    const database = openReady(home);
    expect(database.runSteps.list('r1')).toMatchObject([
      { executor: 'legacy', key: 'render_still', nodeType: null, state: 'done', outputs: [] },
    ]);
    expect(database.mediaAssets.list()).toMatchObject([{ id: 'm1', role: 'primary', runId: 'r1' }]);
    expect(database.runs.get('r1')).toMatchObject({
      ...{ state: 'delivered', held: false, reuse: 'allowed', workflowId: null, fallback: null, leaseExpiresAt: null },
      observationState: null,
    });
    database.close();
    const now = new SqliteDatabase(file);
    for (const [table, row] of Object.entries(firstRows)) {
      expect(now.prepare(`select * from ${table}`).all(), table).toMatchObject([row]);
    }
    expect(now.pragma('foreign_key_check')).toEqual([]);
    expect(now.pragma('integrity_check', { simple: true })).toBe('ok');
    // The table that was made anew still judges what comes in, under its own name.
    now.pragma('foreign_keys = ON');
    const step = now.prepare(
      "insert into run_steps values ('r1', ?, 'k', 2, 'l', null, 'done', '', null, null, null, null, null, '[]')",
    );
    expect(() => step.run('nobody')).toThrow(/CHECK/);
    expect(step.run('graph').changes).toBe(1);
    now.prepare("delete from media_assets where run_id = 'r1'").run();
    now.prepare("delete from runs where id = 'r1'").run();
    expect(now.prepare('select count(*) from run_steps').pluck().get()).toBe(0);
    now.close();
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

it('a database from before results had uses knows what every node gave last', () => {
  const client = new SqliteDatabase(':memory:');
  const known = readMigrations(shippedMigrations);
  const before = known.findIndex(({ statements }) => statements.join().includes('node_uses'));
  applyMigrations(client, known.slice(0, before));
  const insert = client.prepare("insert into node_results values (?, 'blender_still', 'wf', ?, 'r', '{}', '{}', 1, ?)");
  for (const [key, nodeId, at] of [
    ['k2', 'beauty', '2026-01-02'],
    ['k1', 'beauty', '2026-01-01'],
    ['k3', 'detail', '2026-01-03'],
  ]) {
    insert.run(key, nodeId, at);
  }
  applyMigrations(client, known);
  const rows = (text: string) => client.prepare(text).raw().all();
  expect(rows('select node_id, key from node_uses order by key')).toEqual([
    ['beauty', 'k2'],
    ['detail', 'k3'],
  ]);
  expect(rows('select count(*) from node_results where used_at = created_at')).toEqual([[3]]);
  client.close();
});
