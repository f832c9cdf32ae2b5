import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../electron/persistence/database.ts';
import { expectAppError } from '../../support/expectAppError.ts';
import { shippedOutputTypes } from '../../../electron/services/shippedOutputTypes.ts';
import { TestApplication } from '../../support/testApplication.ts';
import { laterMigrations } from '../persistence/databaseStory.ts';

/** No search for a Blender, and none found: these stories are about everything else. */
const environment = { HARTOMAT_BLENDER: '/bin/ls' };
const worksWithoutDatabase = /^(app|database|settings|doctor|blender):/;

let home: string;
let desk: TestApplication | null = null;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hartomat-damaged-'));
});

afterEach(async () => {
  await desk?.close();
  desk = null;
  rmSync(home, { recursive: true, force: true });
});

/** Something that fits every call. */
const anything = {
  ...{ id: 'x', ids: [], jobId: 'x', path: '/x.step', paths: ['/x.step'], productId: null, outputTypeId: 'x' },
  ...{ priority: 'normal', rules: [], limit: 10, after: -1 },
};

/** Codes that calls needing the database end with, by call. */
async function refusals(application: TestApplication['application']): Promise<Record<string, string>> {
  const codes: Record<string, string> = {};
  for (const [channel, handler] of Object.entries(application.handlers)) {
    if (worksWithoutDatabase.test(channel)) continue;
    const call = async (): Promise<unknown> => (handler as (input: unknown) => unknown)(anything);
    codes[channel] = await call().then(
      () => 'it answered',
      (thrown: unknown) => (thrown as { code: string }).code,
    );
  }
  return codes;
}

async function expectRecovery(old: Buffer): Promise<void> {
  const application = desk!;
  application.chosenFiles = ['/x.step'];
  const codes = await refusals(application.application);
  expect(Object.keys(codes).length).toBeGreaterThan(20);
  expect(new Set(Object.values(codes)), JSON.stringify(codes)).toEqual(new Set(['database.unavailable']));
  expect(await application.application.resolveMedia('media://asset/x')).toBeNull();

  const doctor = await application.call('doctor:report', undefined);
  expect(doctor.ok).toBe(false);
  expect(doctor.checks.find(({ id }) => id === 'database')).toMatchObject({ state: 'fail' });
  expect((await application.call('settings:get', undefined)).blenderSlots).toBe(1);
  application.application.startQueue();

  const status = await application.call('database:resolve', { action: 'start_fresh' });
  expect(status.state).toBe('ready');
  expect(await application.call('products:list', undefined)).toEqual([]);
  const shipped = await application.call('outputTypes:list', undefined);
  expect(shipped.map(({ code }) => code)).toEqual(shippedOutputTypes.map(({ code }) => code));
  expect(await application.call('queue:status', undefined)).toMatchObject({ running: 0, blender: { usable: false } });
  const kept = readdirSync(home).filter((name) => name.startsWith('hartomat.db.') || name.includes('hartomat-'));
  expect(
    kept.some((name) => readFileSync(join(home, name)).equals(old)),
    `kept: ${readdirSync(home).join(', ')}`,
  ).toBe(true);
}

describe('a database that cannot be used', () => {
  it('because it is damaged: only what needs none works, until a fresh one is started beside it', async () => {
    const garbage = Buffer.from('not a database\n'.repeat(500));
    writeFileSync(join(home, 'hartomat.db'), garbage);
    desk = await TestApplication.start({ home, environment });
    expect(await desk.call('database:status', undefined)).toMatchObject({ state: 'corrupt', backups: [] });
    expect(await desk.call('app:info', undefined)).toMatchObject({ home, version: '0.0.0-test' });
    await expectRecovery(garbage);
  });

  it('because a later version made it: the same', async () => {
    const migrations = laterMigrations({ tag: '9999_later', sql: 'CREATE TABLE later (id text PRIMARY KEY);' });
    const made = openDatabase({ home, migrations, clock: () => new Date() });
    expect(made.status.state).toBe('ready');
    made.database?.close();
    const old = readFileSync(join(home, 'hartomat.db'));
    desk = await TestApplication.start({ home, environment });
    expect(await desk.call('database:status', undefined)).toMatchObject({ state: 'newer' });
    expect(readFileSync(join(home, 'hartomat.db'))).toEqual(old);
    await expectRecovery(old);
  });
});

describe('a settings file that is damaged', () => {
  it('is kept aside, and the defaults are in force', async () => {
    writeFileSync(join(home, 'settings.json'), '{ "blenderSlots": 4, "the');
    desk = await TestApplication.start({ home, environment });
    expect((await desk.call('settings:get', undefined)).blenderSlots).toBe(1);
    const kept = readdirSync(home).filter((name) => name.startsWith('settings.json.damaged-'));
    expect(kept).toHaveLength(1);
    expect(readFileSync(join(home, kept[0]!), 'utf8')).toBe('{ "blenderSlots": 4, "the');
    const [notice] = await desk.call('notices:list', undefined);
    expect(notice).toMatchObject({ kind: 'info' });
    expect(notice?.body).toContain(kept[0]);

    await desk.call('settings:update', { blenderSlots: 2 });
    expect(desk.told('settings:changed').map(({ settings }) => settings.blenderSlots)).toEqual([2]);
    await desk.close();
    desk = await TestApplication.start({ home, environment });
    expect((await desk.call('settings:get', undefined)).blenderSlots).toBe(2);
    expect(await desk.call('notices:list', undefined)).toHaveLength(1);
  });

  it('of which no value may be out of its limits', async () => {
    writeFileSync(join(home, 'settings.json'), JSON.stringify({ blenderSlots: 4000 }));
    desk = await TestApplication.start({ home, environment });
    expect((await desk.call('settings:get', undefined)).blenderSlots).toBe(1);
    expect(await desk.call('notices:list', undefined)).toHaveLength(1);
  });
});

describe('a Blender that is none', () => {
  it('is said so by the doctor, and refused where it is needed', async () => {
    desk = await TestApplication.start({ home, environment });
    const doctor = await desk.call('doctor:report', undefined);
    expect(doctor).toMatchObject({ ok: false, chosenRuntimeId: null, home, version: '0.0.0-test' });
    const checks = Object.fromEntries(doctor.checks.map((check) => [check.id, check]));
    expect(checks['database']).toMatchObject({ state: 'pass' });
    expect(checks['home']).toMatchObject({ state: 'pass' });
    expect(checks['blender']).toMatchObject({ state: 'fail' });
    expect(checks['blender']?.message).toContain('/bin/ls');
    expect(checks['blender']?.remedy).toBeTruthy();
    expect(doctor.freeDiskBytes).toBeGreaterThan(0);
    await expectAppError(desk.application.direct.blender(), 'blender.not_blender');
    await expectAppError(desk.call('blender:add', { path: '/bin/ls' }), 'blender.not_blender');
    desk.chosenFiles = null;
    expect(await desk.call('blender:choose', undefined)).toBeNull();
    expect((await desk.call('settings:get', undefined)).blenderPaths).toEqual([]);
  });
});
