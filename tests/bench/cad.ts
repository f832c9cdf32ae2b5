import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createCadImporter } from '../../electron/cad/cadImporter.ts';
import { referenceStepFile } from '../support/referenceStepFiles.ts';
import { stepAssembly } from '../support/stepFixtures.ts';
import type { BenchFigure } from './benchFigure.ts';

/** Both where the source lies and where the bench is bundled to, two folders up is the project. */
const root = resolve(import.meta.dirname, '../..');
const measureFlag = '--measure-import';

interface ImportMeasure {
  readonly parts: number;
  readonly coldSeconds: number;
  readonly warmSeconds: number;
  readonly peakMegabytes: number;
  readonly sameKeys: boolean;
}

/** Import of the sample, of the reference assembly and of 1000 instances: each in a process of its own. */
export async function run(): Promise<BenchFigure[]> {
  const reference = referenceStepFile('ref146.step');
  return [
    ...(await figures('sample of 146 parts', join(root, 'resources/samples/bearing.step'), 10)),
    ...(reference ? await figures('ref146', reference, 5) : []),
    ...(reference ? await commandLineFigures(reference) : []),
    ...(await figures('1000 instances', await stepAssembly(1000), 10)),
  ];
}

async function figures(label: string, stepPath: string, coldBound: number): Promise<BenchFigure[]> {
  const measured = await measureInChild(stepPath);
  const note = `${measured.parts} parts`;
  return [
    {
      name: `${label}: first import`,
      value: measured.coldSeconds,
      unit: 's',
      bound: { op: '<=', value: coldBound },
      note: `${note}, with the start of the reader`,
    },
    { name: `${label}: import with a warm reader`, value: measured.warmSeconds, unit: 's', note },
    {
      name: `${label}: peak memory`,
      value: measured.peakMegabytes,
      unit: 'MB',
      bound: { op: '<=', value: 1000 },
      note: 'resident, of the whole process after two imports',
    },
    {
      name: `${label}: part keys equal on both imports`,
      value: measured.sameKeys ? 1 : 0,
      unit: '',
      bound: { op: '>=', value: 1 },
    },
  ];
}

/** What a person waits for at a terminal. */
async function commandLineFigures(stepPath: string): Promise<BenchFigure[]> {
  const cli = join(root, 'dist/main/cli.js');
  if (!existsSync(cli)) return [];
  const started = performance.now();
  await output(spawn(process.execPath, [cli, 'cad', 'inspect', stepPath, '--json'], { stdio: ['ignore', 'pipe', 2] }));
  const value = (performance.now() - started) / 1000;
  return [{ name: 'ref146: `hartomat cad inspect`, whole process', value, unit: 's', bound: { op: '<=', value: 5 } }];
}

async function measureInChild(stepPath: string): Promise<ImportMeasure> {
  const child = spawn(process.execPath, [import.meta.filename, measureFlag, stepPath], {
    stdio: ['ignore', 'pipe', 2],
  });
  return JSON.parse(await output(child)) as ImportMeasure;
}

async function output(child: ReturnType<typeof spawn>): Promise<string> {
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const timer = setTimeout(() => child.kill('SIGKILL'), 120_000);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  if (code !== 0) throw new Error(`The measured process ended with ${code}.`);
  return text;
}

async function measure(stepPath: string): Promise<ImportMeasure> {
  const outFolder = await mkdtemp(join(tmpdir(), 'hartomat-bench-'));
  const importer = createCadImporter({ workersFolder: join(root, 'dist/main') });
  const importOnce = async (): Promise<{ seconds: number; partKeys: readonly string[] }> => {
    const started = performance.now();
    const { inspection } = await importer.import({ stepPath, outFolder, timeLimitSeconds: 100 });
    return { seconds: (performance.now() - started) / 1000, partKeys: inspection.partKeys };
  };
  const cold = await importOnce();
  const warm = await importOnce();
  await importer.close();
  await rm(outFolder, { recursive: true, force: true });
  return {
    parts: cold.partKeys.length,
    coldSeconds: cold.seconds,
    warmSeconds: warm.seconds,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    sameKeys: JSON.stringify(cold.partKeys) === JSON.stringify(warm.partKeys),
  };
}

if (process.argv[2] === measureFlag) console.log(JSON.stringify(await measure(process.argv[3] ?? '')));
