import { setTimeout as wait } from 'node:timers/promises';
import type { RunSummary } from '../../shared/domain/run.ts';
import { order, run, sampleProduct, untilRun } from './support/domain.ts';
import { blendersOf } from './support/processes.ts';
import type { RunningApp } from './support/runningApp.ts';
import { expect, test } from './support/test.ts';

test.use({ withSample: true });

async function renderUnderWay(app: RunningApp): Promise<RunSummary> {
  const sample = await sampleProduct(app);
  const ordered = await order(app, sample.id, 'ot-still-catalogue');
  await untilRun(app, ordered.id, ['running']);
  return ordered;
}

/*
 * ordered --> running --(kill -9)--> next start: no Blender of the first, run not shown as running --> taken up again
 */
test('kill -9 during a render: no Blender survives, the run waits and is taken up again', async ({ home, launch }) => {
  test.setTimeout(180_000);
  const first = await launch();
  const ordered = await renderUnderWay(first);
  await expect.poll(() => blendersOf(home).length, { timeout: 60_000 }).toBeGreaterThan(0);
  const orphans = new Set(blendersOf(home).map(({ pid }) => pid));
  await first.cutPower();

  const second = await launch();
  const restarted = Date.now();
  // It may run again already, but never still: that it was put back is written before it is taken up.
  const { state } = await run(second, ordered.id);
  expect(['waiting', 'running']).toContain(state);
  const log = (await second.invoke('runs:log', { id: ordered.id })).value as { text: string }[];
  expect(log.map((line) => line.text).join('\n')).toContain('The application ended under this run');
  const left = (): number[] => blendersOf(home).flatMap(({ pid }) => (orphans.has(pid) ? [pid] : []));
  while (left().length > 0 && Date.now() - restarted < 5000) await wait(50);
  expect(left(), 'Blender processes of the first application, 5 s after the start of the second').toEqual([]);

  await second.invoke('runs:cancel', { id: ordered.id });
  await untilRun(second, ordered.id, ['cancelled']);
  await expect.poll(() => blendersOf(home)).toEqual([]);
});

test('quitting during a render asks first, and what is left waits for the next start', async ({ home, launch }) => {
  test.setTimeout(180_000);
  const first = await launch();
  const ordered = await renderUnderWay(first);
  await first.electron.evaluate(({ app, dialog }) => {
    dialog.showMessageBox = async (...args: unknown[]) => {
      Object.assign(globalThis, { asked: (args.at(-1) as { message: string }).message });
      return { response: 1, checkboxChecked: false };
    };
    app.quit();
  });
  const asked = () => first.electron.evaluate(() => (globalThis as { asked?: string }).asked ?? '');
  await expect.poll(asked).toContain('1 render is under way');
  expect((await run(first, ordered.id)).state).toBe('running');
  await first.close();
  expect(blendersOf(home)).toEqual([]);

  const second = await launch();
  expect(['waiting', 'running']).toContain((await run(second, ordered.id)).state);
  await second.invoke('runs:cancel', { id: ordered.id });
  await untilRun(second, ordered.id, ['cancelled']);
});
