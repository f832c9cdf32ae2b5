import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputType } from '../../../shared/domain/outputType.ts';
import { stepFixture } from '../../support/stepFixtures.ts';
import { TestApplication } from '../../support/testApplication.ts';
import { tinyOutputType } from '../../support/tinyOutputType.ts';

/** Minutes of work for any machine: nobody waits for its end. */
const endless: OutputType = {
  ...tinyOutputType,
  id: 'ot-endless',
  code: 'still_endless',
  name: 'Still, endless',
  profile: { ...tinyOutputType.profile, width: 320, height: 180 },
  renderer: { ...tinyOutputType.renderer, samples: 65536, wallSeconds: 600 },
};

let desk: TestApplication;
let productId: string;

beforeAll(async () => {
  desk = await TestApplication.start({ outputTypes: [tinyOutputType, endless] });
  productId = await desk.product(await stepFixture('twoBoxes'));
  await desk.call('settings:update', { threads: 1 });
  desk.application.startQueue();
}, 120_000);

afterAll(() => desk?.close());

const order = (outputType: OutputType, priority: 'low' | 'normal' | 'high' = 'normal') =>
  desk.call('orders:create', { productId, outputTypeId: outputType.id, priority });

const status = () => desk.call('queue:status', undefined);

/** Process of the Blender that has this run, when it has begun to render. */
async function rendering(runId: string): Promise<number> {
  const shown = (): boolean =>
    desk.told('runs:progressed').some((progress) => progress.runId === runId && progress.message.startsWith('Sample'));
  await desk.when('it renders', shown);
  const lines = await desk.call('runs:log', { id: runId });
  return Number(lines.flatMap((line) => /process (\d+)/.exec(line.text)?.[1] ?? []).at(-1));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the queue', () => {
  it('ends a running run when it is cancelled, and its Blender with it', async () => {
    const { id } = await order(endless);
    const pid = await rendering(id);
    expect(isAlive(pid)).toBe(true);
    expect(await status()).toMatchObject({ running: 1, slots: [{ runId: id, text: 'twoBoxes, Still, endless' }] });
    const seen = await desk.call('runs:get', { id });
    expect(seen).toMatchObject({ state: 'running', core: { deviceUsed: null } });
    expect(seen.progress?.fraction).toBeGreaterThan(0);

    expect(await desk.call('runs:cancel', { id })).toMatchObject({ state: 'cancelled', progress: null, error: null });
    expect(isAlive(pid)).toBe(false);
    const ended = await desk.call('runs:get', { id });
    expect(ended.steps.map((step) => step.state)).toEqual(['done', 'cancelled', 'skipped', 'skipped', 'skipped']);
    expect(ended.core.endedAt).not.toBeNull();
    expect((await desk.call('runs:log', { id })).at(-1)).toMatchObject({ level: 'warn', text: 'Cancelled.' });
    // Who cancels knows it: nobody is told again.
    expect(await desk.call('notices:list', undefined)).toEqual([]);
    expect(await status()).toMatchObject({ running: 0, waiting: 0, slots: [{ runId: null, text: 'Free' }] });
    await expect(desk.call('runs:cancel', { id })).rejects.toMatchObject({ code: 'run.invalid_transition' });
  }, 120_000);

  it('takes nothing while it is paused; what waits can be cancelled and repeated', async () => {
    expect(await desk.call('queue:pause', undefined)).toMatchObject({ paused: true });
    const first = await order(tinyOutputType);
    expect(first.state).toBe('waiting');
    expect(await status()).toMatchObject({ waiting: 1, running: 0, paused: true });
    expect(await desk.call('runs:cancel', { id: first.id })).toMatchObject({ state: 'cancelled', startedAt: null });

    const again = await desk.call('runs:retry', { id: first.id });
    expect(again).toMatchObject({ state: 'waiting', attempt: 2, orderLineId: first.orderLineId });
    expect(desk.application.busyRuns()).toBe(0);
    expect(await desk.call('queue:resume', undefined)).toMatchObject({ paused: false });
    const delivered = await desk.ended(again.id);
    expect(delivered, JSON.stringify(delivered.error)).toMatchObject({ state: 'delivered', retryOf: first.id });
    const assets = await desk.call('media:list', { productId });
    expect(assets.map((asset) => asset.runId)).toEqual([again.id]);
  }, 120_000);

  it('goes by priority, then by age, and estimates from what it has seen', async () => {
    await desk.call('queue:pause', undefined);
    const low = await order(tinyOutputType, 'low');
    const older = await order(tinyOutputType);
    const younger = await order(tinyOutputType);
    const high = await order(tinyOutputType, 'high');
    const raised = await order(tinyOutputType, 'low');
    expect(await desk.call('runs:setPriority', { id: raised.id, priority: 'high' })).toMatchObject({
      priority: 'high',
    });
    expect((await status()).etaSeconds).toBeGreaterThan(0);

    const seen = desk.events.length;
    await desk.call('queue:resume', undefined);
    const expected = [high.id, raised.id, older.id, younger.id, low.id];
    for (const id of expected) expect((await desk.ended(id)).state).toBe('delivered');
    const started = new Set(
      desk.events.slice(seen).flatMap(({ name, payload }) => {
        if (name !== 'runs:changed') return [];
        const { run } = payload as { run: { id: string; state: string } };
        return run.state === 'running' ? run.id : [];
      }),
    );
    expect([...started]).toEqual(expected);
    expect((await status()).etaSeconds).toBeNull();
  }, 120_000);

  it('hands a run under way back when the application ends, and stays paused over a restart', async () => {
    const { id } = await order(endless);
    const pid = await rendering(id);
    await desk.call('queue:pause', undefined);
    const { home } = desk;
    const copy = mkdtempSync(`${home}-next-`);
    await desk.application.close();
    await desk.application.close();
    expect(isAlive(pid)).toBe(false);
    cpSync(home, copy, { recursive: true });

    const next = await TestApplication.start({ home: copy });
    try {
      next.application.startQueue();
      expect(await next.call('queue:status', undefined)).toMatchObject({ paused: true, waiting: 1, running: 0 });
      const waiting = await next.call('runs:get', { id });
      expect(waiting).toMatchObject({ state: 'waiting', startedAt: null, error: null });
      expect(waiting.core).toMatchObject({ startedAt: null, exitCode: null });
      expect(waiting.steps.find((step) => step.state === 'running')).toBeUndefined();
    } finally {
      await next.close();
      rmSync(copy, { recursive: true, force: true });
    }
  }, 120_000);
});
