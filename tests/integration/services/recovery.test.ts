import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../electron/persistence/database.ts';
import { aliveInstances } from '../../../electron/persistence/instanceLock.ts';
import { migrationsFolder, TestApplication } from '../../support/testApplication.ts';
import { seedOutputType, tinyOutputType } from '../../support/tinyOutputType.ts';

const AT = '2026-01-05T08:00:00.000Z';
let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hartomat-recovery-'));
  seedOutputType({ home, migrations: migrationsFolder, outputType: tinyOutputType });
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

/** What is in the database while no application has it open. */
function inDatabase<T>(work: (database: Database) => T): T {
  const opened = openDatabase({ home, migrations: migrationsFolder, clock: () => new Date() });
  if (!opened.database) throw new Error(opened.status.message);
  try {
    return work(opened.database);
  } finally {
    opened.database.close();
  }
}

/** An order whose run an instance has, or had. */
function orderRun(database: Database, id: string, instanceId: string | null): void {
  if (!database.products.get('p1')) {
    database.products.insert({
      ...{ id: 'p1', name: 'Bearing', articleNumber: '', category: '', cadFileId: null, rules: [] },
      ...{ unmatchedParts: 0, isSample: false, createdAt: AT },
    });
  }
  const ids = { orderId: `o-${id}`, orderLineId: `ol-${id}` };
  const { line } = database.orders.create({ ...ids, productId: 'p1', outputTypeId: tinyOutputType.id, at: AT });
  const core = { orderLine: line.number, product: 'Bearing', outputType: tinyOutputType.code } as const;
  database.runs.insert({
    ...{ id, orderLineId: line.id, priority: 'normal', queuedAt: AT, instanceId, retryOf: null, folder: null },
    ...{ workflow: null, reuse: 'allowed' },
    core: { ...core, mode: 'legacy', executor: 'legacy' },
  });
}

/** As it is when the process is gone in the middle of a render. */
function leaveRunning(database: Database, id: string, instanceId: string): void {
  database.runs.transition(id, 'running', { instanceId, core: { startedAt: AT } });
  const step = {
    executor: 'legacy',
    ...{ key: 'render_still', label: 'Render still', nodeType: null, why: '', endedAt: null },
    ...{ error: null, cpuSeconds: null, peakMemoryBytes: null, outputs: [] },
  } as const;
  database.runSteps.upsert(id, [{ ...step, state: 'running', startedAt: AT }]);
}

describe('a run that the application ended under', () => {
  it('waits again the first time, and is parked the second time with a notice', async () => {
    inDatabase((database) => {
      orderRun(database, 'r1', null);
      leaveRunning(database, 'r1', 'dead-1');
    });

    const first = await TestApplication.start({ home });
    const waiting = await first.call('runs:get', { id: 'r1' });
    expect(waiting).toMatchObject({ state: 'waiting', startedAt: null, error: null });
    expect(waiting.steps).toMatchObject([{ state: 'waiting', startedAt: null }]);
    const lines = await first.call('runs:log', { id: 'r1' });
    expect(lines).toMatchObject([{ level: 'warn', source: 'run' }]);
    expect(await first.call('notices:list', undefined)).toEqual([]);
    expect(await first.call('queue:status', undefined)).toMatchObject({ waiting: 1, running: 0, needsAttention: 0 });
    await first.close();
    expect(inDatabase((database) => database.runs.get('r1'))).toMatchObject({ interruptions: 1, instanceId: null });

    inDatabase((database) => leaveRunning(database, 'r1', 'dead-2'));
    const second = await TestApplication.start({ home });
    const parked = await second.call('runs:get', { id: 'r1' });
    expect(parked).toMatchObject({
      state: 'parked',
      error: { code: 'run.interrupted', details: { interruptions: 2 } },
    });
    expect(parked.steps).toMatchObject([{ state: 'failed' }]);
    const notices = await second.call('notices:list', undefined);
    expect(notices).toMatchObject([{ kind: 'parked', runId: 'r1', productId: 'p1' }]);
    expect(second.notified).toMatchObject([{ title: notices[0]?.title, to: 'runs/r1' }]);
    expect(await second.call('queue:status', undefined)).toMatchObject({ waiting: 0, running: 0, needsAttention: 1 });
    await second.close();

    const third = await TestApplication.start({ home });
    expect(await third.call('runs:get', { id: 'r1' })).toMatchObject({ state: 'parked' });
    expect(await third.call('notices:list', undefined)).toHaveLength(1);
    const again = await third.call('runs:retry', { id: 'r1' });
    expect(again).toMatchObject({ state: 'waiting', attempt: 2, orderLineNumber: parked.orderLineNumber });
    expect(await third.call('runs:get', { id: 'r1' })).toMatchObject({ state: 'cancelled' });
    await third.close();
  });

  it('is left alone while its process is alive, and a run kept for a dead one is free for all', async () => {
    const other = await TestApplication.start({ home });
    const [alive] = aliveInstances(home);
    inDatabase((database) => {
      orderRun(database, 'theirs', null);
      leaveRunning(database, 'theirs', alive!);
      orderRun(database, 'kept', 'dead-1');
    });
    const mine = await TestApplication.start({ home });
    expect(await mine.call('runs:get', { id: 'theirs' })).toMatchObject({ state: 'running' });
    await expect(mine.call('runs:cancel', { id: 'theirs' })).rejects.toMatchObject({ code: 'run.invalid_transition' });
    await mine.close();
    await other.close();
    expect(inDatabase((database) => database.runs.get('kept'))).toMatchObject({ state: 'waiting', instanceId: null });
  });
});

describe('a run of an order line that has another one', () => {
  const repeatOf = (database: Database, id: string): void => {
    const { orderLineId } = database.runs.get('r1')!;
    database.runs.insert({
      ...{ id, orderLineId, priority: 'normal', queuedAt: AT, instanceId: null, retryOf: 'r1', folder: null },
      ...{ workflow: null, reuse: 'allowed' },
      core: { orderLine: '', product: '', outputType: '', mode: 'legacy', executor: 'legacy' },
    });
  };

  it('is not retried while that one is open or when it delivered', async () => {
    inDatabase((database) => {
      orderRun(database, 'r1', null);
      database.runs.transition('r1', 'cancelled');
      repeatOf(database, 'r2');
    });
    const refused = { code: 'run.not_retryable' };
    const open = await TestApplication.start({ home });
    await expect(open.call('runs:retry', { id: 'r1' })).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining('R-0002'),
    });
    await open.close();
    inDatabase((database) => {
      database.runs.transition('r2', 'running', { instanceId: 'dead-1' });
      database.runs.transition('r2', 'delivered');
    });
    const delivered = await TestApplication.start({ home });
    await expect(delivered.call('runs:retry', { id: 'r1' })).rejects.toMatchObject(refused);
    expect(await delivered.call('runs:list', { limit: 10 })).toHaveLength(2);
    await delivered.close();
  });
});
