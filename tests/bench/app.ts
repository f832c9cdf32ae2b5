import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { order, sampleProduct, untilRun } from '../e2e/support/domain.ts';
import { launchApp, type RunningApp } from '../e2e/support/runningApp.ts';
import { seedOutputType, tinyOutputType } from '../support/tinyOutputType.ts';
import { withDisplay } from '../support/virtualDisplay.ts';
import type { BenchFigure } from './benchFigure.ts';
import { memoryOf, type MemoryUse } from './processMemory.ts';

const STARTS = 3;
const RENDERS = 20;
/** How long nothing may happen before memory is read. */
const IDLE_MS = 5000;

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Seconds from the start of the process to the first words in the window, and to the list of products. */
async function timeStart(home: string): Promise<{ first: number; products: number }> {
  const started = Date.now();
  const app = await launchApp({ home });
  await app.page.getByRole('navigation', { name: 'Main' }).waitFor();
  await app.goTo('products');
  await app.page.getByRole('row').nth(1).waitFor();
  const products = (Date.now() - started) / 1000;
  // By the page's own clock, so that the way of the answer through the debugger does not count.
  const painted = await app.page.evaluate(
    () => performance.timeOrigin + (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN),
  );
  await app.close();
  return { first: (painted - started) / 1000, products };
}

async function idleMemory(app: RunningApp): Promise<MemoryUse> {
  await wait(IDLE_MS);
  return memoryOf(app.pid);
}

async function renderTiny(app: RunningApp, productId: string, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) {
    const ordered = await order(app, productId, tinyOutputType.id);
    await untilRun(app, ordered.id, ['delivered']);
  }
}

async function measureMemory(home: string): Promise<BenchFigure[]> {
  const app = await launchApp({ home });
  const sample = await sampleProduct(app);
  const openSample = async (): Promise<void> => {
    await app.goTo(`products/${sample.id}`);
    await app.page.locator('main canvas').first().waitFor();
  };
  await openSample();
  const idle = await idleMemory(app);
  await renderTiny(app, sample.id, 1);
  await openSample();
  const warm = await idleMemory(app);
  await renderTiny(app, sample.id, RENDERS - 1);
  await openSample();
  const after = await idleMemory(app);
  await app.close();
  const growth = (from: number, to: number): number => (to / from - 1) * 100;
  const total = ({ application, blender }: MemoryUse): number => application + blender;
  return [
    {
      name: 'memory of all processes, idle with the sample open',
      value: total(idle),
      unit: 'MB',
      bound: { op: '<=', value: 500 },
      note: 'proportional set size, summed over the process tree; Blender starts with the first render',
    },
    {
      name: `growth of the application over ${RENDERS} renders`,
      value: growth(idle.application, after.application),
      unit: '%',
      bound: { op: '<=', value: 15 },
      note: `${Math.round(after.application)} MB without the warm Blender (${Math.round(after.blender)} MB)`,
    },
    {
      name: `growth of all processes, warm Blender included, render 1 to ${RENDERS}`,
      value: growth(total(warm), total(after)),
      unit: '%',
      bound: { op: '<=', value: 15 },
      note: `${Math.round(total(warm))} MB to ${Math.round(total(after))} MB`,
    },
  ];
}

async function measure(home: string): Promise<BenchFigure[]> {
  seedOutputType({ home, migrations: join(process.cwd(), 'migrations'), outputType: tinyOutputType });
  const first = await launchApp({ home });
  await sampleProduct(first);
  await first.close();
  const starts: Awaited<ReturnType<typeof timeStart>>[] = [];
  for (let count = 0; count < STARTS; count += 1) starts.push(await timeStart(home));
  return [
    {
      name: 'start to first content',
      value: median(starts.map((start) => start.first)),
      unit: 's',
      bound: { op: '<=', value: 5 },
      note: `median of ${STARTS} starts`,
    },
    {
      name: 'start to the list of products',
      value: median(starts.map((start) => start.products)),
      unit: 's',
      bound: { op: '<=', value: 5 },
      note: `median of ${STARTS} starts`,
    },
    ...(await measureMemory(home)),
  ];
}

/** What the window costs: time to its first content, memory when idle, and what 20 renders leave behind. */
export async function run(): Promise<BenchFigure[]> {
  const home = mkdtempSync(join(tmpdir(), 'hartomat-bench-'));
  try {
    return await withDisplay(() => measure(home));
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
