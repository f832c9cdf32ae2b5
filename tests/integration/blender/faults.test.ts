import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RenderEvent } from '../../../electron/runtime/contracts/renderBackend.ts';
import type { BlenderPool } from '../../../electron/workers/blenderPool.ts';
import { findProcess } from '../../../electron/workers/processTable.ts';
import { BlenderStand } from '../../support/blenderStand.ts';
import { expectAppError } from '../../support/expectAppError.ts';
import { faultyResources, type faults } from '../../support/faultyResources.ts';
import { resourcesFolder, testBlender } from '../../support/testBlender.ts';

let stand: BlenderStand;
const pools: BlenderPool[] = [];

beforeAll(async () => {
  stand = await BlenderStand.open(await testBlender());
}, 60_000);

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  stand?.close();
});

function poolOf(resources: string, slots = 1): BlenderPool {
  const pool = stand.pool({ resources, slots });
  pools.push(pool);
  return pool;
}

const faultyPool = (fault: keyof typeof faults): BlenderPool => poolOf(faultyResources(stand.folder, fault));

/** Follows the processes of a run, and resolves when the script has reached a stage. */
function watch(): { onEvent: (event: RenderEvent) => void; pids: number[]; atWork: Promise<void> } {
  const pids: number[] = [];
  let reached: () => void = () => undefined;
  const atWork = new Promise<void>((resolve) => (reached = resolve));
  return {
    pids,
    atWork,
    onEvent: (event) => {
      if (event.type === 'started') pids.push(event.pid);
      if (event.type === 'stage' && event.stage === 'render') reached();
    },
  };
}

async function expectAllDead(pids: number[]): Promise<void> {
  expect(pids.length).toBeGreaterThan(0);
  for (const pid of pids) expect(await findProcess(pid), `process ${pid}`).toBeNull();
  expect(await readdir(join(stand.stateFolder(), 'pids'))).toEqual([]);
  expect(await readdir(join(stand.stateFolder(), 'processes'))).toEqual([]);
}

describe('cancelling', () => {
  it('ends a render in the middle and everything that it started', async () => {
    const stop = new AbortController();
    const seen = watch();
    const item = stand.still({ conditions: { width: 1920, height: 1080, samples: 4000 } });
    const work = stand.run(poolOf(resourcesFolder), [item], { signal: stop.signal, onEvent: seen.onEvent });
    await Promise.race([seen.atWork, work]);
    stop.abort();
    await expectAppError(work, 'app.cancelled');
    await expectAllDead(seen.pids);
  });

  it('finds children that left the process group', async () => {
    const stop = new AbortController();
    const seen = watch();
    const work = stand.run(faultyPool('hasChildren'), [stand.still()], { signal: stop.signal, onEvent: seen.onEvent });
    await Promise.race([seen.atWork, work]);
    const batches = (await readdir(stand.folder)).filter((name) => name.startsWith('batch-'));
    const pids = await Promise.all(
      batches.map((name) => readFile(join(stand.folder, name, 'child.pid'), 'utf8').catch(() => '')),
    );
    const child = Number(pids.join(''));
    expect(await findProcess(child), 'the child runs').not.toBeNull();
    stop.abort();
    await expectAppError(work, 'app.cancelled');
    await expectAllDead([...seen.pids, child]);
  });

  it('takes a batch that waits out of the queue at once and lets the others render', async () => {
    const pool = poolOf(resourcesFolder);
    const stop = new AbortController();
    const first = stand.run(pool, [stand.still()]);
    const second = stand.run(pool, [stand.still()], { signal: stop.signal });
    const third = stand.run(pool, [stand.still()]);
    stop.abort();
    await expectAppError(second, 'app.cancelled');
    expect((await Promise.all([first, third])).map((outcome) => outcome.results[0]?.status)).toEqual(['ok', 'ok']);
    await pool.close();
  });

  it('is what closing the pool does to a render', async () => {
    const pool = poolOf(resourcesFolder);
    const seen = watch();
    const item = stand.still({ conditions: { width: 1920, height: 1080, samples: 4000 } });
    const work = stand.run(pool, [item], { onEvent: seen.onEvent });
    const failure = expectAppError(work, 'app.cancelled');
    await Promise.race([seen.atWork, work]);
    await pool.close();
    await failure;
    await expectAllDead(seen.pids);
  });
});

describe('a render that does not end', () => {
  it.each([
    ['spins', { wallSeconds: 2 }, 'blender.wall_timeout'],
    ['idles', { silenceSeconds: 2 }, 'blender.silence_timeout'],
    ['freezes', { silenceSeconds: 1 }, 'blender.silence_timeout'],
  ] as const)('is ended when Blender %s', async (fault, limits, code) => {
    const seen = watch();
    const work = stand.run(faultyPool(fault), [stand.still({ limits })], { onEvent: seen.onEvent });
    await expectAppError(work, code);
    await expectAllDead(seen.pids);
  });
});

describe('a process that fails', () => {
  it.each([
    ['crashes', 'blender.crashed'],
    ['isKilled', 'blender.out_of_memory'],
    ['lies', 'blender.protocol'],
  ] as const)('is told apart when it %s', async (fault, code) => {
    const seen = watch();
    await expectAppError(stand.run(faultyPool(fault), [stand.still()], { onEvent: seen.onEvent }), code);
    await expectAllDead(seen.pids);
  });

  it('keeps the results that were complete, and the next batch gets a new process', async () => {
    const pool = faultyPool('crashes');
    const limits = { wallSeconds: 60, silenceSeconds: 30 };
    const count = { id: 'count', kind: 'count_parts' as const, attemptKey: 'k', limits, glb: stand.product.path };
    const before = watch();
    expect((await stand.run(pool, [count], { onEvent: before.onEvent })).results[0]?.status).toBe('ok');
    const failure = await expectAppError(stand.run(pool, [count, stand.still()]), 'blender.crashed');
    expect(failure.details.completed).toMatchObject([{ itemId: 'count', status: 'ok' }]);
    const after = watch();
    const again = await stand.run(pool, [count], { onEvent: after.onEvent });
    expect(again).toMatchObject({ warm: false, results: [{ status: 'ok' }] });
    expect(after.pids[0]).not.toBe(before.pids[0]);
    await pool.close();
  });

  it('is not believed when its picture is not what it says', async () => {
    const pool = faultyPool('truncates');
    const { results } = await stand.run(pool, [stand.still()]);
    expect(results[0]).toMatchObject({ status: 'error', error: { class: 'disk' } });
    expect(results[0]?.error?.message).toMatch(/has \d+ bytes, not \d+/);
    await pool.close();
  });

  it('is reported in words when it cannot even be started', async () => {
    const broken = await BlenderStand.open({ ...(await testBlender()), executable: join(stand.folder, 'absent') });
    const pool = poolOf(resourcesFolder);
    const failure = await expectAppError(broken.run(pool, [broken.still()]), 'blender.start_failed');
    expect(failure.message).toContain('absent');
    await pool.close();
    broken.close();
  });
});

it('renders in two processes at a time, and gives a process up after its number of jobs', async () => {
  const pool = stand.pool({ slots: 2, recycleAfterJobs: 1 });
  pools.push(pool);
  const seen = watch();
  const runs = [1, 2, 3].map(() => stand.run(pool, [stand.still()], { onEvent: seen.onEvent }));
  const outcomes = await Promise.all(runs);
  expect(outcomes.map((outcome) => outcome.warm)).toEqual([false, false, false]);
  expect(new Set(seen.pids).size).toBe(3);
  expect(pool.slots()).toHaveLength(2);
  await pool.close();
  await expectAllDead(seen.pids);
});
