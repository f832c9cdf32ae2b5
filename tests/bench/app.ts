import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { order, sampleProduct, untilRun } from '../e2e/support/domain.ts';
import { cloneFolder, electronProgram } from '../e2e/support/electronProgram.ts';
import { launchApp, type RunningApp } from '../e2e/support/runningApp.ts';
import { seedOutputType, tinyOutputType } from '../support/tinyOutputType.ts';
import type { BenchFigure } from './benchFigure.ts';
import { inNewHome } from './inNewHome.ts';
import { median } from './median.ts';
import { memoryOf, type MemoryUse } from './processMemory.ts';

const STARTS = 5;
const START_LIMIT_MS = 30_000;
const RENDERS = 20;
/** Memory counts as settled when it has changed by less than 1 % for so long. */
const SETTLED_SECONDS = 10;
const SETTLE_LIMIT_SECONDS = 60;

/**
 * Seconds from the start of the process to the first screen in the window: the page names itself when its first screen
 * is drawn. Watched from outside, without a debugger that would hold the start.
 */
async function timeStart(home: string): Promise<number> {
  const started = performance.now();
  const child = spawn(electronProgram(), ['--remote-debugging-port=0', cloneFolder], {
    env: {
      ...process.env,
      HARTOMAT_HOME: home,
      ...(process.getuid?.() === 0 ? { ELECTRON_DISABLE_SANDBOX: '1' } : {}),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  try {
    while (performance.now() - started < START_LIMIT_MS) {
      const address = /DevTools listening on ws:\/\/([^/]+)/.exec(said)?.[1];
      const pages = address ? await pagesAt(address) : [];
      if (pages.some(({ title }) => title.endsWith(' - HartOMat'))) return (performance.now() - started) / 1000;
      await wait(10);
    }
    throw new Error(`No screen after ${START_LIMIT_MS} ms:\n${said}`);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function pagesAt(address: string): Promise<{ title: string }[]> {
  const answer = await fetch(`http://${address}/json`).catch(() => null);
  return answer ? ((await answer.json()) as { title: string }[]) : [];
}

const total = ({ application, blender }: MemoryUse): number => application + blender;

/** Memory once nothing happens any more: worker threads that were warm have ended, garbage has been collected. */
async function idleMemory(app: RunningApp): Promise<MemoryUse> {
  const readings: MemoryUse[] = [];
  for (let seconds = 0; seconds < SETTLE_LIMIT_SECONDS; seconds += 1) {
    await wait(1000);
    readings.push(memoryOf(app.pid));
    const last = readings.slice(-SETTLED_SECONDS).map(total);
    if (last.length === SETTLED_SECONDS && Math.max(...last) <= Math.min(...last) * 1.01) break;
  }
  return readings.at(-1) ?? memoryOf(app.pid);
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
      note: `${Math.round(idle.application)} MB to ${Math.round(after.application)} MB, without the warm Blender (${Math.round(after.blender)} MB)`,
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
  const starts: number[] = [];
  for (let count = 0; count < STARTS; count += 1) starts.push(await timeStart(home));
  return [
    {
      name: 'start to first content',
      value: median(starts),
      unit: 's',
      bound: { op: '<=', value: 5 },
      note: `process start to the first screen drawn, median of ${STARTS}: ${starts.map((s) => s.toFixed(2)).join(', ')}`,
    },
    ...(await measureMemory(home)),
  ];
}

/** What the window costs: time to its first content, memory when idle, and what 20 renders leave behind. */
export async function run(): Promise<BenchFigure[]> {
  return inNewHome(measure);
}
