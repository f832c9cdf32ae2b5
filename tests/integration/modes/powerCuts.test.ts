import SqliteDatabase from 'better-sqlite3';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
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

/** Six jobs of all modes and kinds; the turntable comes first, because a frame of it is to be damaged. */
const jobs: readonly OutputType[] = [
  tinyOf({ code: 'cut_turntable', ...turning }),
  tinyOutputType,
  tinyOf({ code: 'cut_graph', ...by('still', 'graph') }),
  tinyOf({ code: 'cut_shadow', ...by('still', 'shadow') }),
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

/** Finished frames of turntables: their description, which is written last, is there. Absolute paths, in order. */
function frames(): string[] {
  const runs = join(home, 'runs');
  const all = existsSync(runs) ? readdirSync(runs, { recursive: true, encoding: 'utf8' }) : [];
  const names = new Set(all);
  const finished = all.filter((name) => /frame_\d+\.png$/.test(name) && names.has(name.replace(/png$/, 'json')));
  return finished.sort().map((name) => join(runs, name));
}

/** Whether a run has logged something like that, while another process owns the queue. */
function logged(like: string): boolean {
  const database = new SqliteDatabase(join(home, 'hartomat.db'), { readonly: true });
  try {
    return database.prepare('select 1 from run_log where text like ?').get(like) !== undefined;
  } finally {
    database.close();
  }
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const patience = Date.now() + 120_000;
  while (!holds()) {
    if (Date.now() > patience) throw new Error(`Waited for ${what} in vain.`);
    await wait(50);
  }
}

/** Kills the owner and waits for its Blender processes to follow. */
async function cut(owner: Owner, name: string): Promise<void> {
  await owner.kill();
  const cutAt = Date.now();
  while (blendersOf(home).length > 0 && Date.now() - cutAt < 5000) await wait(50);
  expect(blendersOf(home), `Blender processes 5 s after ${name}`).toEqual([]);
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
 * six jobs --kill -9 among frames, one frame cut short--> restart, which says so --kill -9 at a random moment-->
 * restart --kill -9--> … twenty times … --> all delivered, each once
 */
describe.skipIf(process.platform !== 'linux')('a queue whose application is killed again and again', () => {
  it('loses nothing, delivers nothing twice and leaves nobody behind', { timeout: 600_000 }, async () => {
    const rendering = startOwner();
    await until('frames of the turntable', () => frames().length >= 3);
    await cut(rendering, 'the cut among frames');
    // As a drive may leave it after a power cut.
    truncateSync(frames()[1]!, 40);
    const noticing = startOwner();
    // A cut that came before the words are kept would take them along.
    await until('the word of the damaged frame', () => logged('Kept % frames%rendered again.'));
    await cut(noticing, 'the word of the damaged frame');

    for (let number = 1; number <= CUTS; number += 1) {
      const owner = startOwner();
      await owner.line('started');
      // From the first breath of a run to the middle of a render.
      await wait(150 + Math.random() * 5000);
      await cut(owner, `cut ${number}`);
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
    database!.close();
  });
});
