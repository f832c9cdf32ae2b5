import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { writeBatch } from '../../electron/runtime/contracts/writeBatch.ts';
import { type CommandContext, blenderArguments, blenderEnvironment } from '../../electron/workers/blenderCommand.ts';
import type { BlenderPool } from '../../electron/workers/blenderPool.ts';
import { readResults } from '../../electron/workers/readResults.ts';
import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';
import { BlenderStand } from '../support/blenderStand.ts';
import { resourcesFolder, testBlender } from '../support/testBlender.ts';
import { tinyGlb, type TinyPart } from '../support/tinyGlb.ts';
import type { BenchFigure } from './benchFigure.ts';
import { median } from './median.ts';

const STILLS = 10;
/** Tiny: what is measured is the way to the picture, and a large one hides that behind its rendering. */
const PICTURE = { width: 160, height: 120, samples: 8 };
const PROCESS_LIMIT_MS = 60_000;
const GRID = [0, 1, 2, 3, 4];

/** Twenty parts, as a small assembly has. */
const parts: TinyPart[] = GRID.flatMap((x) =>
  GRID.slice(0, 4).map((z): TinyPart => {
    const height = 0.02 + 0.005 * ((x * 3 + z * 5) % 7);
    return { partKey: `p${x}${z}`, centre: [x * 0.03, height / 2, z * 0.03], size: [0.024, height, 0.024] };
  }),
);

interface Measured {
  readonly seconds: number;
  readonly renderSeconds: number;
}

class Comparison {
  readonly stand: BlenderStand;
  private readonly runtime: BlenderRuntime;
  private readonly pool: BlenderPool;
  private readonly glb: { path: string; sourcePath: string; sha256: string; extension: string };

  constructor(stand: BlenderStand, runtime: BlenderRuntime, pool: BlenderPool, glb: Uint8Array) {
    this.stand = stand;
    this.runtime = runtime;
    this.pool = pool;
    this.glb = stand.place('glb', glb);
  }

  private still(): ReturnType<BlenderStand['still']> {
    return this.stand.still({ scene: { glb: this.glb.path }, conditions: { ...PICTURE } });
  }

  /** The application's way: the pool and its warm process, from the request to the verified result. */
  async ours(): Promise<Measured> {
    const started = performance.now();
    const { results } = await this.stand.run(this.pool, [this.still()]);
    return measured(started, results[0]);
  }

  /** The usual way: a Blender for each picture, with the same script, which reads the batch and ends. */
  async processPerJob(bytecode: string, keeps: boolean): Promise<Measured> {
    const folder = mkdtempSync(join(this.stand.folder, 'process-'));
    const batch = await writeBatch({ folder, items: [this.still()], inputs: [this.glb] });
    mkdirSync(join(folder, 'tmp'));
    const context: CommandContext = {
      runtime: this.runtime,
      scripts: join(resourcesFolder, 'blender'),
      environment: process.env,
      folder,
      bytecodeFolder: bytecode,
      tag: '',
      ownerPid: process.pid,
    };
    const environment = {
      ...blenderEnvironment(context),
      PYTHONPYCACHEPREFIX: bytecode,
      ...(keeps ? {} : { PYTHONDONTWRITEBYTECODE: '1' }),
    };
    const started = performance.now();
    await untilEnd(this.runtime.executable, blenderArguments(context, [join(folder, 'batch.json')]), environment);
    return measured(started, (await readResults(folder, batch))[0]);
  }

  emptyFolder(): string {
    return mkdtempSync(join(this.stand.folder, 'bytecode-'));
  }
}

function measured(
  started: number,
  result: { status: string; timings: { renderSeconds: number } } | null | undefined,
): Measured {
  const seconds = (performance.now() - started) / 1000;
  if (result?.status !== 'ok') throw new Error('A still of the bench failed.');
  return { seconds, renderSeconds: result.timings.renderSeconds };
}

function untilEnd(program: string, args: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: environment, stdio: 'ignore', timeout: PROCESS_LIMIT_MS });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`Blender ended with ${code}.`))));
  });
}

/** Ten tiny stills in each of three ways, in turn, so that a busy machine is busy for all of them. */
export async function run(): Promise<BenchFigure[]> {
  const runtime = await testBlender();
  const stand = await BlenderStand.open(runtime);
  const pool = stand.pool({ recycleAfterJobs: 1000, recycleAboveMegabytes: 4000 });
  try {
    const comparison = new Comparison(stand, runtime, pool, await tinyGlb(parts));
    return await measure(comparison, runtime);
  } finally {
    await pool.close();
    stand.close();
  }
}

async function measure(comparison: Comparison, runtime: BlenderRuntime): Promise<BenchFigure[]> {
  const kept = comparison.emptyFolder();
  await comparison.processPerJob(kept, true);
  const first = await comparison.ours();
  const plain: number[] = [];
  const cached: number[] = [];
  const warm: Measured[] = [];
  for (let done = 0; done < STILLS; done += 1) {
    plain.push((await comparison.processPerJob(comparison.emptyFolder(), false)).seconds);
    cached.push((await comparison.processPerJob(kept, true)).seconds);
    warm.push(await comparison.ours());
  }
  const ratio = (others: number[]): number =>
    median(others.map((seconds, index) => seconds / (warm[index]?.seconds ?? Number.NaN)));
  const ours = median(warm.map(({ seconds }) => seconds));
  const share = median(warm.map(({ seconds, renderSeconds }) => (100 * (seconds - renderSeconds)) / seconds));
  const { width, height, samples } = PICTURE;
  const setting = `Blender ${runtime.version}, ${cpus().length} cores, ${width}x${height}, ${samples} samples, ${parts.length} parts`;
  return [
    { name: 'Blender for each still / warm', value: ratio(plain), unit: 'x', bound: { op: '>=', value: 1.8 } },
    {
      name: 'The same with its bytecode kept / warm',
      value: ratio(cached),
      unit: 'x',
      bound: { op: '>=', value: 1.35 },
    },
    {
      name: 'Share of a warm still that is not rendering',
      value: share,
      unit: '%',
      bound: { op: '<=', value: 20 },
    },
    { name: 'A warm still', value: ours, unit: 's', note: setting },
    { name: 'The first still', value: first.seconds, unit: 's', note: 'with the start of Blender' },
    { name: 'Blender for each still', value: median(plain), unit: 's', note: 'without bytecode at hand' },
    { name: 'The same with its bytecode kept', value: median(cached), unit: 's' },
  ];
}
