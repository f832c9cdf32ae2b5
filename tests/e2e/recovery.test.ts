import Database from 'better-sqlite3';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { products, sampleProduct } from './support/domain.ts';
import { expect, test } from './support/test.ts';

/*
 * start with a damaged or newer database -> recovery screen, nothing else usable -> choice -> the window as ever,
 * and the old file is still there
 */

test('a damaged database: start fresh, the old file is kept', async ({ home, launch }) => {
  const damage = Buffer.from(`not a database ${'x'.repeat(5000)}`);
  writeFileSync(join(home, 'hartomat.db'), damage);
  const app = await launch();
  await expect(app.page.getByRole('heading', { name: 'The database is damaged' }).first()).toBeVisible();
  expect((await app.invoke('products:list')).error?.code).toBe('database.unavailable');
  await app.page.getByRole('button', { name: /Start fresh/ }).click();
  await expect(app.page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await sampleProduct(app);
  const kept = readdirSync(home).filter((name) => name.startsWith('hartomat.db') && name !== 'hartomat.db');
  expect(kept.some((name) => readFileSync(join(home, name)).equals(damage))).toBe(true);
});

test('a database of a newer version is not touched before the choice', async ({ home, launch }) => {
  const first = await launch();
  await sampleProduct(first);
  await first.close();
  const path = join(home, 'hartomat.db');
  const database = new Database(path);
  const { table } = database
    .prepare(`select name as "table" from sqlite_master where name like '%migrations%' and type = 'table'`)
    .get() as { table: string };
  database.prepare(`insert into "${table}" (hash, created_at) values ('from-the-future', 9999999999999)`).run();
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  const before = readFileSync(path);

  const second = await launch();
  await expect(second.page.getByRole('heading', { name: /newer HartOMat/ }).first()).toBeVisible();
  expect(readFileSync(path).equals(before)).toBe(true);
  await second.page.getByRole('radio', { name: /Start fresh/ }).check();
  await second.page.getByRole('button', { name: /Start fresh/ }).click();
  await expect(second.page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  expect((await products(second)).every((product) => product.isSample)).toBe(true);
  const kept = readdirSync(home).filter((name) => name.startsWith('hartomat.db'));
  expect(kept.some((name) => readFileSync(join(home, name)).equals(before))).toBe(true);
});
