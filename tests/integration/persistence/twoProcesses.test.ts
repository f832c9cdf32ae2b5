import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aliveInstances, clearDead, registerInstance } from '../../../electron/persistence/instanceLock.ts';
import { type ChildScript, startChild } from './childScript.ts';
import {
  addProduct,
  laterMigrations,
  openReady,
  shippedMigrations,
  stillPreview,
  temporaryFolder,
} from './databaseStory.ts';

async function child(name: string, ...parameters: string[]): Promise<ChildScript> {
  const started = await startChild(name, ...parameters);
  onTestFinished(() => started.kill());
  return started;
}

describe('an instance', () => {
  it('is alive while its process is, and dead at once after kill -9', async () => {
    const home = temporaryFolder();
    const mine = registerInstance({ home, id: 'mine' });
    onTestFinished(() => mine.release());
    const other = await child('registerAndWait', home, 'other');
    await other.line('registered');
    expect(aliveInstances(home)).toEqual(new Set(['mine', 'other']));
    expect(clearDead(home)).toEqual([]);
    await other.kill();
    expect(aliveInstances(home)).toEqual(new Set(['mine']));
    expect(clearDead(home)).toEqual(['other']);
    expect(readdirSync(join(home, 'instances'))).toEqual(['mine.lock']);
  });

  it('stays alive however often this process looks', () => {
    const home = temporaryFolder();
    const mine = registerInstance({ home, id: 'mine' });
    for (let look = 0; look < 20; look += 1) expect(aliveInstances(home)).toEqual(new Set(['mine']));
    mine.release();
    mine.release();
    expect(aliveInstances(home)).toEqual(new Set());
    expect(readdirSync(join(home, 'instances'))).toEqual([]);
  });

  it('cannot take the id of another', () => {
    const home = temporaryFolder();
    const mine = registerInstance({ home, id: 'mine' });
    onTestFinished(() => mine.release());
    expect(() => registerInstance({ home, id: 'mine' })).toThrow(expect.objectContaining({ code: 'database.locked' }));
  });
});

describe('a writer killed with kill -9', () => {
  it('leaves a sound database with every transaction that it had reported, whole', async () => {
    for (const committed of ['0', '7', '20']) {
      const home = temporaryFolder();
      const writer = await child('writeUntilKilled', home, shippedMigrations);
      await writer.line(committed);
      await writer.kill();
      const database = openReady(home);
      const ids = new Set(database.products.list().map((product) => product.id));
      const reported = writer.lines.map(Number);
      for (const number of reported) expect(ids.has(`${number}a`)).toBe(true);
      // Of the one under way both halves or none.
      expect(ids.size % 2).toBe(0);
      expect(ids.size).toBeGreaterThanOrEqual(reported.length * 2);
    }
  });
});

describe('two processes that start at once', () => {
  it('make one database, migrate it once and never give out a number twice', async () => {
    const home = temporaryFolder();
    const database = openReady(home);
    addProduct(database, 'p1');
    database.close();
    const later = laterMigrations({ tag: '9001_note', sql: 'ALTER TABLE products ADD COLUMN note text;' });
    const both = await Promise.all([1, 2].map(() => child('openAndCount', home, later, 'p1', stillPreview.id)));
    expect(await Promise.all(both.map((process) => process.end()))).toEqual([0, 0]);
    const numbers = both.flatMap((process) => process.lines);
    expect(new Set(numbers).size).toBe(20);
    expect(readdirSync(join(home, 'backups'))).toHaveLength(1);
  });
});
