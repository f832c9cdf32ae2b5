import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blendersOf } from '../../e2e/support/processes.ts';
import type { ApplicationPaths } from '../../../electron/app/applicationPaths.ts';
import { openDatabase } from '../../../electron/persistence/database.ts';
import type { OutputType } from '../../../shared/domain/outputType.ts';
import { builtWorkers } from '../../support/builtWorkers.ts';
import { bundleScript } from '../../support/bundleScript.ts';
import { migrationsFolder } from '../../support/testApplication.ts';
import { provisionedFolder, resourcesFolder } from '../../support/testBlender.ts';
import { tinyBlend, tinyOf, tinyOutputType } from '../../support/tinyOutputType.ts';
import { WorkflowDesk } from '../../support/workflowOrders.ts';

const CUTS = 20;
const FRAMES = 24;
const home = mkdtempSync(join(tmpdir(), 'hartomat-cuts-'));
const environment = { ...process.env, HARTOMAT_HOME: home };

const turning: Partial<OutputType> = {
  artifactKind: 'turntable_video',
  format: 'mp4',
  profile: { ...tinyOutputType.profile, width: 160, height: 90, frames: FRAMES },
  renderer: { ...tinyOutputType.renderer, samples: 8 },
};
const by = (workflow: string, mode: 'graph' | 'shadow') => ({ workflowId: `preset-${workflow}`, rolloutMode: mode });

/** Six jobs of all modes and kinds. */
const jobs: readonly OutputType[] = [
  tinyOutputType,
  tinyOf({ code: 'cut_graph', ...by('still', 'graph') }),
  tinyOf({ code: 'cut_shadow', ...by('still', 'shadow') }),
  tinyOf({ code: 'cut_turntable', ...turning }),
  tinyOf({ code: 'cut_turntable_graph', ...turning, ...by('turntable', 'graph') }),
  tinyBlend,
];

let script: string;
let paths: ApplicationPaths;

interface Owner {
  readonly child: ChildProcess;
  line(text: string): Promise<void>;
  kill(): Promise<void>;
}

function startOwner(): Owner {
  const child = spawn(process.execPath, [script, JSON.stringify(paths)], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  createInterface({ input: child.stdout! }).on('line', (text) => {
    lines.push(text);
    for (const listener of listeners) listener();
  });
  const ended = once(child, 'exit');
  return {
    child,
    line: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => void (lines.includes(text) && resolve());
        listeners.add(look);
        look();
        void ended.then(() => (lines.includes(text) ? resolve() : reject(new Error(`It ended before "${text}".`))));
      }),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Cuts one finished frame of a turntable short, as a drive may after a power cut; false = there is none yet. */
function damageAFrame(): boolean {
  const runs = join(home, 'runs');
  const frames = readdirSync(runs, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /frame_\d+\.png$/.test(name),
  );
  if (frames.length < 3) return false;
  truncateSync(join(runs, frames[1]!), 40);
  return true;
}

beforeAll(async () => {
  const desk = await WorkflowDesk.open({ home, outputTypes: jobs });
  for (const { id } of jobs) {
    await desk.test.call('orders:create', { productId: desk.productId, outputTypeId: id });
  }
  await desk.close();
  script = await bundleScript(join(import.meta.dirname, 'queueOwner.child.ts'));
  paths = {
    ...{ home, resources: resourcesFolder, migrations: migrationsFolder, workers: await builtWorkers() },
    ...{ provisioned: provisionedFolder, bundledBlender: null },
  };
}, 180_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

/*
 * six jobs --kill -9 at a random moment--> restart --kill -9--> … twenty times … --> all delivered, each once
 */
describe.skipIf(process.platform !== 'linux')('a queue whose application is killed again and again', () => {
  it('loses nothing, delivers nothing twice and leaves nobody behind', { timeout: 600_000 }, async () => {
    let damaged = false;
    // A quick machine may be past its turntables before a cut meets one: then more cuts follow.
    for (let cut = 0; cut < CUTS || (!damaged && cut < 2 * CUTS); cut += 1) {
      const owner = startOwner();
      await owner.line('started');
      // From the first breath of a run to the middle of a render.
      await wait(150 + Math.random() * 5000);
      await owner.kill();
      const cutAt = Date.now();
      while (blendersOf(home).length > 0 && Date.now() - cutAt < 5000) await wait(50);
      expect(blendersOf(home), `Blender processes 5 s after cut ${cut + 1}`).toEqual([]);
      damaged ||= damageAFrame();
    }
    const last = startOwner();
    await last.line('idle');
    await once(last.child, 'exit');
    expect(blendersOf(home)).toEqual([]);

    const { database } = openDatabase({ home, migrations: migrationsFolder, clock: () => new Date() });
    const runs = database!.runs.list({ limit: 1000 });
    const lines = [...new Set(runs.map((run) => run.orderLineId))];
    expect(lines).toHaveLength(jobs.length);
    for (const line of lines) {
      expect(database!.orders.line(line)?.state).toBe('delivered');
      const ofLine = runs.filter((run) => run.orderLineId === line);
      expect(ofLine.filter((run) => run.state === 'delivered')).toHaveLength(1);
      expect(ofLine.filter((run) => run.state === 'running' || run.state === 'waiting')).toEqual([]);
    }
    const primary = database!.mediaAssets.list().filter((asset) => asset.role === 'primary');
    expect(primary.map((asset) => asset.orderLineId).toSorted()).toEqual(lines.toSorted());
    const delivered = database!.notices.list(1000).filter((notice) => notice.kind === 'delivered');
    expect(new Set(delivered.map((notice) => notice.runId)).size).toBe(delivered.length);
    expect(delivered).toHaveLength(jobs.length);
    const log = runs.flatMap((run) => database!.runLog.after(run.id, -1, 10_000)).map((line) => line.text);
    const kept = log.filter((text) => /^Kept \d+ of \d+ frames/.test(text));
    database!.close();
    expect(kept.length, 'turntables that went on from their frames').toBeGreaterThan(0);
    expect(damaged, 'a frame was cut short').toBe(true);
    expect(kept.join('\n')).toMatch(/rendered again/);
  });
});
