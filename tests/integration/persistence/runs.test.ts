import { describe, expect, it } from 'vitest';
import type { RunState } from '../../../shared/domain/run.ts';
import { runStateSchema } from '../../../shared/domain/run.ts';
import { canTransition } from '../../../shared/domain/runStateMachine.ts';
import { addProduct, openReady, orderRun, stillPreview, temporaryFolder } from './databaseStory.ts';

function databaseWithProduct() {
  const database = openReady(temporaryFolder());
  addProduct(database, 'p1', 'Bearing');
  return database;
}

/** Ways from `waiting` to each state. */
const waysTo: Record<RunState, RunState[]> = {
  waiting: [],
  running: ['running'],
  delivered: ['running', 'delivered'],
  failed: ['running', 'failed'],
  cancelled: ['cancelled'],
  parked: ['running', 'parked'],
};

describe('a run', () => {
  it('is numbered, counts its attempts and carries the names of what it is of', () => {
    const database = databaseWithProduct();
    orderRun(database, 'r1');
    const first = database.runs.get('r1')!;
    expect(first).toMatchObject({
      number: 'R-0001',
      orderLineNumber: 'OL-0001-01',
      productName: 'Bearing',
      outputTypeName: 'Still preview',
      artifactKind: 'still_image',
      state: 'waiting',
      attempt: 1,
      interruptions: 0,
      mediaAssetId: null,
    });
    database.runs.transition('r1', 'running');
    database.runs.transition('r1', 'failed', {
      error: { code: 'blender.crashed', kind: 'operational', message: 'Blender crashed.' },
    });
    const again = database.runs.insert({
      id: 'r2',
      orderLineId: first.orderLineId,
      priority: 'high',
      queuedAt: '2026-01-05T10:00:00.000Z',
      instanceId: null,
      retryOf: 'r1',
      workflow: null,
      reuse: 'allowed',
      folder: null,
      core: first.core,
    });
    expect(again).toMatchObject({ number: 'R-0002', attempt: 2, retryOf: 'r1', state: 'waiting', error: null });
    expect(database.runs.get('r1')?.error?.code).toBe('blender.crashed');
  });

  it('takes every core field and gives it back', () => {
    const database = databaseWithProduct();
    orderRun(database, 'r1');
    const core = {
      ...database.runs.get('r1')!.core,
      blenderVersion: '4.5.15',
      blenderRuntime: 'module',
      deviceUsed: 'CPU',
      engine: 'CYCLES',
      samples: 32,
      seed: 7,
      width: 640,
      height: 360,
      frames: 1,
      startedAt: '2026-01-05T09:00:01.000Z',
      endedAt: '2026-01-05T09:00:09.500Z',
      durationSeconds: 8.5,
      peakMemoryBytes: 3_000_000_000,
      exitCode: 0,
      outputPath: 'artifacts/ab/ab.png',
      outputSha256: 'ab',
      pixelHash: 'cd',
    };
    expect(database.runs.updateCore('r1', core).core).toEqual(core);
    expect(database.runs.get('r1')).toMatchObject({ startedAt: core.startedAt, endedAt: core.endedAt });
  });

  const pairs = runStateSchema.options.flatMap((from) => runStateSchema.options.map((to) => [from, to] as const));
  it.each(pairs)('T: %s > %s', (from, to) => {
    const database = databaseWithProduct();
    orderRun(database, 'r1');
    for (const state of waysTo[from]) database.runs.transition('r1', state);
    if (canTransition(from, to)) {
      expect(database.runs.transition('r1', to).state).toBe(to);
    } else {
      expect(() => database.runs.transition('r1', to, { interruptions: 9 })).toThrow(
        expect.objectContaining({ code: 'run.invalid_transition' }),
      );
      expect(database.runs.get('r1')).toMatchObject({ state: from, interruptions: 0 });
    }
  });

  it('that does not exist is an error with a code', () => {
    const { runs } = databaseWithProduct();
    const unknown = expect.objectContaining({ code: 'run.unknown' });
    expect(runs.get('nobody')).toBeNull();
    expect(() => runs.transition('nobody', 'running')).toThrow(unknown);
    expect(() => runs.updateCore('nobody', { seed: 1 })).toThrow(unknown);
    expect(() => runs.setPriority('nobody', 'high')).toThrow(unknown);
  });
});

describe('the queue', () => {
  it('gives out by priority, then age, and leaves runs alone that are kept for another instance', () => {
    const database = databaseWithProduct();
    orderRun(database, 'old', { queuedAt: '2026-01-05T09:00:00.000Z' });
    orderRun(database, 'new', { queuedAt: '2026-01-05T09:05:00.000Z' });
    orderRun(database, 'low', { queuedAt: '2026-01-05T08:00:00.000Z', priority: 'low' });
    orderRun(database, 'high', { queuedAt: '2026-01-05T09:10:00.000Z', priority: 'high' });
    orderRun(database, 'theirs', { queuedAt: '2026-01-05T07:00:00.000Z', priority: 'high', instanceId: 'cli' });

    const taken: string[] = [];
    for (let run = database.runs.nextWaiting('app'); run; run = database.runs.nextWaiting('app')) {
      database.runs.transition(run.id, 'running', { instanceId: 'app' });
      taken.push(run.id);
    }
    expect(taken).toEqual(['high', 'old', 'new', 'low']);
    expect(database.runs.nextWaiting('cli')?.id).toBe('theirs');

    expect(database.runs.releaseReserved(new Set(['app', 'cli']))).toBe(0);
    expect(database.runs.releaseReserved(new Set(['app']))).toBe(1);
    expect(database.runs.nextWaiting('app')?.id).toBe('theirs');
  });

  it('finds the runs that a dead instance left running', () => {
    const database = databaseWithProduct();
    for (const [id, instanceId] of [
      ['r1', 'dead'],
      ['r2', 'app'],
      ['r3', 'dead'],
    ] as const) {
      orderRun(database, id);
      database.runs.transition(id, 'running', { instanceId });
    }
    orderRun(database, 'r4');
    expect(database.runs.interrupted(new Set(['app']), '2026-01-01T00:00:00.000Z').map((run) => run.id)).toEqual([
      'r1',
      'r3',
    ]);
    database.runs.transition('r1', 'waiting', { instanceId: null, interruptions: 1 });
    expect(database.runs.counts()).toEqual({
      waiting: 2,
      running: 2,
      delivered: 0,
      failed: 0,
      cancelled: 0,
      parked: 0,
    });
  });

  it('remembers how long the latest deliveries of an output type took', () => {
    const database = databaseWithProduct();
    for (const [id, seconds] of [
      ['r1', 10],
      ['r2', 20],
      ['r3', 30],
    ] as const) {
      orderRun(database, id);
      database.runs.transition(id, 'running');
      const endedAt = `2026-01-05T09:00:${seconds}.000Z`;
      database.runs.transition(id, 'delivered', { core: { durationSeconds: seconds, endedAt } });
    }
    expect(database.runs.recentDurations(stillPreview.id, 2)).toEqual([30, 20]);
    expect(database.runs.recentDurations('another', 2)).toEqual([]);
  });
});

describe('what belongs to a run', () => {
  it('steps keep their order and are written over by key', () => {
    const database = databaseWithProduct();
    orderRun(database, 'r1');
    const step = {
      executor: 'legacy',
      ...{ nodeType: null, why: '', startedAt: null, endedAt: null, error: null },
      ...{ cpuSeconds: null, peakMemoryBytes: null, outputs: [] },
    } as const;
    database.runSteps.upsert('r1', [
      { ...step, key: 'prepare_scene', label: 'Prepare the scene', state: 'running' },
      { ...step, key: 'render_still', label: 'Render', state: 'waiting' },
    ]);
    database.runSteps.upsert('r1', [
      { ...step, key: 'publish', label: 'Publish', state: 'waiting' },
      {
        ...step,
        key: 'prepare_scene',
        label: 'Prepare the scene',
        state: 'failed',
        error: { code: 'material.unknown', kind: 'user', message: 'No such material.' },
      },
    ]);
    expect(database.runSteps.list('r1')).toMatchObject([
      { key: 'prepare_scene', state: 'failed', error: { code: 'material.unknown' } },
      { key: 'render_still', state: 'waiting', error: null },
      { key: 'publish', state: 'waiting' },
    ]);
  });

  it('log lines are numbered without gaps and read on from where one was', () => {
    const database = databaseWithProduct();
    orderRun(database, 'r1');
    orderRun(database, 'r2');
    const line = (text: string) => ({ at: '2026-01-05T09:00:00.000Z', level: 'info', source: 'queue', text }) as const;
    expect(database.runLog.append('r1', [line('a'), line('b')]).map(({ seq }) => seq)).toEqual([0, 1]);
    database.runLog.append('r2', [line('other')]);
    expect(database.runLog.append('r1', []).length).toBe(0);
    const many = Array.from({ length: 1200 }, (_, index) => line(`line ${index}`));
    expect(database.runLog.append('r1', many).at(-1)?.seq).toBe(1201);
    expect(database.runLog.after('r1', -1, 2)).toEqual([
      { seq: 0, ...line('a') },
      { seq: 1, ...line('b') },
    ]);
    expect(database.runLog.after('r1', 1199, 100).map(({ text }) => text)).toEqual(['line 1198', 'line 1199']);
    expect(database.runLog.after('r2', -1, 100)).toHaveLength(1);
  });
});

describe('at the size of years', () => {
  it('600 runs are listed whole, and filtered by product and state', () => {
    const database = databaseWithProduct();
    addProduct(database, 'p2', 'Housing');
    database.transaction(() => {
      for (let run = 0; run < 600; run += 1) {
        const minute = String(run % 60).padStart(2, '0');
        orderRun(database, `r${run}`, {
          productId: run % 10 === 0 ? 'p2' : 'p1',
          queuedAt: `2026-01-05T09:${minute}:00.000Z`,
        });
      }
    });
    expect(database.runs.list({ limit: 5000 })).toHaveLength(600);
    expect(database.runs.list({ limit: 50 })).toHaveLength(50);
    expect(database.runs.list({ limit: 5000, productId: 'p2', states: ['waiting'] })).toHaveLength(60);
  });
});
