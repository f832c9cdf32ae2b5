import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ObservationLifecycle } from '../../../electron/services/observationLifecycle.ts';
import type { DispatchOrder } from '../../../electron/runtime/contracts/dispatch.ts';
import { createGraphReporter } from '../../../electron/services/graphReporter.ts';
import { createNoticeService } from '../../../electron/services/noticeService.ts';
import { ProgressBoard } from '../../../electron/services/progressBoard.ts';
import { recoverRuns } from '../../../electron/services/recoverRuns.ts';
import { RunLifecycle } from '../../../electron/services/runLifecycle.ts';
import { RunLogBook } from '../../../electron/services/runLogBook.ts';
import { createRunNotifier } from '../../../electron/services/runPublisher.ts';
import { type QueueTools, RunQueue } from '../../../electron/services/runQueue.ts';
import type { ServiceContext } from '../../../electron/services/serviceContext.ts';
import { workflowStand } from '../../support/workflowStand.ts';
import { addProduct, openReady, orderRun, temporaryFolder } from '../persistence/databaseStory.ts';

/** One process as the runs know it, on a database that may be shared with others. */
function lifecyclesOf(context: ServiceContext) {
  const tools = { progress: new ProgressBoard(context), log: new RunLogBook(context), nameOf: () => null };
  const lifecycle = new RunLifecycle(context, tools);
  const observations = new ObservationLifecycle(context, tools);
  const recovering = { lifecycle, observations, notices: createNoticeService(context) };
  const alive = new Set(['test', 'other']);
  const recover = (isBusy: (runId: string) => boolean, living = alive): void =>
    recoverRuns(context, recovering, living, isBusy);
  return { context, lifecycle, observations, recover, progress: tools.progress, reporting: tools };
}

/** Two processes and one run, `r1`; time stands still until it is moved on. */
function stand() {
  const home = temporaryFolder();
  const database = openReady(home);
  addProduct(database, 'p1', 'Bearing');
  orderRun(database, 'r1');
  let now = Date.parse('2026-01-05T10:00:00.000Z');
  const { context } = workflowStand({ database, home, clock: () => new Date(now) });
  const mine = lifecyclesOf(context);
  const other = lifecyclesOf({ ...context, instanceId: 'other' });
  return { database, mine, other, pass: (seconds: number) => void (now += seconds * 1000) };
}

/** Never begins and never ends by itself. */
const noObserver = { execute: () => new Promise<void>(() => undefined) };

describe('a run that another process took over', () => {
  it('is neither failed, cancelled, handed back nor delivered by the one that lost it', () => {
    const { database, mine, other, pass } = stand();
    mine.lifecycle.start('r1', 'legacy', null);
    pass(121);
    other.recover(() => false);
    other.lifecycle.start('r1', 'legacy', null);
    const error = { code: 'blender.crashed', kind: 'operational', message: 'Blender ended.' } as const;
    const lost = expect.objectContaining({ code: 'run.lease_lost' });
    expect(() => mine.lifecycle.fail('r1', error)).toThrow(lost);
    expect(() => mine.lifecycle.cancel('r1', mine.context)).toThrow(lost);
    expect(() => mine.lifecycle.requeue('r1', mine.context, 'Paused.')).toThrow(lost);
    expect(() => mine.lifecycle.fellBack('r1', error)).toThrow(lost);
    expect(() => mine.lifecycle.deliver('r1')).toThrow(lost);
    expect(database.runs.get('r1')).toMatchObject({ state: 'running', instanceId: 'other', fallback: null });
    expect(other.lifecycle.deliver('r1').state).toBe('delivered');
  });

  it('keeps its new observer, too', () => {
    const { database, mine, other, pass } = stand();
    mine.lifecycle.start('r1', 'shadow', null);
    mine.lifecycle.deliver('r1');
    mine.observations.start('r1');
    pass(121);
    other.recover(() => false);
    other.observations.start('r1');
    expect(() => mine.observations.wait('r1', 'Makes room.')).toThrow(
      expect.objectContaining({ code: 'run.lease_lost' }),
    );
    expect(database.observations.get('r1')).toMatchObject({ state: 'running', instanceId: 'other', interruptions: 1 });
  });
});

describe('an order line whose run was parked after it had published', () => {
  it('is delivered by the next run with what was published, and told of once', () => {
    const { database, mine, other } = stand();
    const line = database.runs.get('r1')!.orderLineId;
    const createdAt = '2026-01-05T10:00:00.000Z';
    mine.lifecycle.start('r1', 'legacy', null);
    database.artifacts.ensure({
      ...{ sha256: 'a', kind: 'still_image', path: 'artifacts/a.png', bytes: 1, width: null, height: null },
      ...{ pixelHash: null, frames: null, fps: null, provenance: null, createdAt },
    });
    database.mediaAssets.publish({
      ...{ id: 'm1', orderLineId: line, runId: 'r1', productId: 'p1', artifactSha256: 'a', fileName: 'a.png' },
      ...{ role: 'primary', thumbnailPath: null, createdAt },
    });
    const notices = createNoticeService(mine.context);
    const tell = (runId: string): void => {
      const order = { runId, orderLineId: line, product: { id: 'p1', name: 'Bearing' }, outputType: { name: 'Still' } };
      createRunNotifier(notices).delivered(order as unknown as DispatchOrder, 'm1', null);
    };
    tell('r1');
    const error = { code: 'run.interrupted', kind: 'operational', message: 'Twice.' } as const;
    mine.lifecycle.park('r1', database.runs.get('r1')!, 2, error);
    database.runs.insert({
      ...{ id: 'r2', orderLineId: line, priority: 'normal', queuedAt: createdAt, instanceId: null, retryOf: 'r1' },
      ...{ folder: null, workflow: null, reuse: 'allowed' },
      core: { orderLine: '', product: '', outputType: '', mode: 'legacy', executor: 'legacy' },
    });
    other.lifecycle.start('r2', 'legacy', null);
    tell('r2');
    expect(other.lifecycle.deliver('r2')).toMatchObject({ state: 'delivered', mediaAssetId: 'm1' });
    expect(database.mediaAssets.byRun('r2')?.id).toBe('m1');
    expect(notices.list()).toHaveLength(1);
  });
});

describe('node states that cannot be written now', () => {
  it('end nothing, and are written with the next ones', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { database, mine } = stand();
    const reporter = createGraphReporter(mine.context, mine.reporting, { id: 'r1', folder: '/runs/r1' }, null);
    const step = {
      executor: 'graph',
      state: 'waiting',
      ...{ label: 'Still', nodeType: 'blender_still', why: '' },
      ...{ startedAt: null, endedAt: null, error: null, cpuSeconds: null, peakMemoryBytes: null, outputs: [] },
    } as const;
    vi.spyOn(database.runSteps, 'upsert').mockImplementationOnce(() => {
      throw new Error('The drive is full.');
    });
    reporter.step({ ...step, key: 'first' });
    vi.advanceTimersByTime(100);
    expect(database.runSteps.list('r1')).toEqual([]);
    reporter.step({ ...step, key: 'second' });
    vi.advanceTimersByTime(100);
    expect(database.runSteps.list('r1').map(({ key }) => key)).toEqual(['first', 'second']);
  });
});

describe('looking after runs', () => {
  it('leaves those alone that this process works on: it is late, not gone', () => {
    const { database, mine, pass } = stand();
    mine.lifecycle.start('r1', 'legacy', null);
    pass(600);
    mine.recover((runId) => runId === 'r1');
    expect(database.runs.get('r1')).toMatchObject({ state: 'running', interruptions: 0 });
    mine.recover(() => false);
    expect(database.runs.get('r1')).toMatchObject({ state: 'waiting', interruptions: 1, leaseExpiresAt: null });
  });

  it('goes on when another process was quicker with one of them', () => {
    const { database, mine, other } = stand();
    orderRun(database, 'r2');
    mine.lifecycle.start('r1', 'legacy', null);
    mine.lifecycle.start('r2', 'legacy', null);
    // The other one takes r1 up between the look and the change.
    const { interrupted } = database.runs;
    vi.spyOn(database.runs, 'interrupted').mockImplementationOnce((...asked) => {
      const found = interrupted(...asked);
      other.recover(() => false, new Set(['other']));
      other.lifecycle.start('r1', 'legacy', null);
      return found;
    });
    mine.recover(() => false, new Set(['other']));
    expect(database.runs.get('r1')).toMatchObject({ state: 'running', instanceId: 'other', interruptions: 1 });
    expect(database.runs.get('r2')).toMatchObject({ state: 'waiting', interruptions: 1 });
  });
});

describe('a queue', () => {
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };

  function queueOf(
    process: ReturnType<typeof lifecyclesOf>,
    tools: {
      execute?: (runId: string, stop: AbortSignal) => Promise<boolean>;
      observer?: { execute: (runId: string, stop: AbortSignal) => Promise<void> };
    },
  ): RunQueue {
    const executor: QueueTools['executor'] = { execute: (run, stop) => tools.execute!(run.id, stop) };
    const observer = { isComparingAgain: false, close: () => Promise.resolve(), ...(tools.observer ?? noObserver) };
    const { recover, progress } = process;
    return new RunQueue(process.context, { executor, observer, recover, progress });
  }

  it('does not try a run in a tight loop that cannot be started', async () => {
    const { mine } = stand();
    let tries = 0;
    const queue = queueOf(mine, {
      async execute() {
        tries += 1;
        // A loop would never let this test go on.
        if (tries > 100) mine.lifecycle.cancel('r1');
        return false;
      },
    });
    queue.start();
    await turns();
    await queue.close();
    expect(tries).toBe(1);
  });

  it('observes only while no order runs, and an order does not wait for an observer', async () => {
    const { database, mine } = stand();
    mine.lifecycle.start('r1', 'shadow', null);
    mine.lifecycle.deliver('r1');
    mine.context.settings.update({ blenderSlots: 2 });
    const seen: string[] = [];
    let end: (started: boolean) => void = () => undefined;
    const queue = queueOf(mine, {
      execute(runId) {
        seen.push(`run ${runId}`);
        mine.lifecycle.start(runId, 'legacy', null);
        return new Promise((resolve) => (end = resolve));
      },
      observer: {
        execute(runId, stop) {
          seen.push(`observer of ${runId}`);
          mine.observations.start(runId);
          return new Promise((resolve) =>
            stop.addEventListener('abort', () => {
              seen.push(String(stop.reason));
              mine.observations.wait(runId, 'Makes room.');
              resolve();
            }),
          );
        },
      },
    });
    queue.start();
    orderRun(database, 'r2');
    queue.wake();
    await turns();
    expect(seen).toEqual(['observer of r1', 'preempt', 'run r2']);
    mine.lifecycle.deliver('r2');
    end(true);
    await turns();
    expect(seen.slice(3)).toEqual(['observer of r1']);
    await queue.close();
    expect(seen.slice(4)).toEqual(['shutdown']);
  });

  it('runs one observer at a time, however many are asked for, and none after its end', async () => {
    const { database, mine } = stand();
    orderRun(database, 'r2');
    orderRun(database, 'r3');
    const running = new Map<string, () => void>();
    const queue = queueOf(mine, {
      observer: {
        execute: (runId, stop) =>
          new Promise((resolve) => {
            const finish = (): void => {
              running.delete(runId);
              resolve();
            };
            running.set(runId, finish);
            stop.addEventListener('abort', finish);
          }),
      },
    });
    const { signal } = new AbortController();
    const asked = ['r1', 'r2', 'r3'].map((runId) => queue.observeNow(runId, signal));
    await turns();
    expect([...running.keys()]).toEqual(['r1']);
    running.get('r1')!();
    await turns();
    expect([...running.keys()]).toEqual(['r2']);
    expect(queue.isObserving('r2')).toBe(true);
    await queue.close();
    await Promise.all(asked);
    expect([...running.keys()]).toEqual([]);
  });

  it('gives other processes time to renew after a sleep of the machine', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { database, mine, other, pass } = stand();
    other.lifecycle.start('r1', 'legacy', null);
    const queue = queueOf(mine, {});
    queue.start();
    pass(3600);
    vi.advanceTimersByTime(30_000);
    expect(database.runs.get('r1')).toMatchObject({ state: 'running', instanceId: 'other' });
    pass(30);
    mine.context.settings.update({ blenderSlots: 1 });
    queue.setPaused(true);
    vi.advanceTimersByTime(30_000);
    expect(database.runs.get('r1')).toMatchObject({ state: 'waiting', interruptions: 1 });
  });
});
