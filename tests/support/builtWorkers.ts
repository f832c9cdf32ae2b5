import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { build, type Rolldown } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/** Entry points of worker threads and pools, by the name under which they lie beside main.js. */
const workerEntries = {
  'blender.worker': 'electron/workers/blender.worker.ts',
  'cad.worker': 'electron/cad/cad.worker.ts',
  'media.worker': 'electron/media/media.worker.ts',
} as const;
export type WorkerName = keyof typeof workerEntries;

/** As in vite.config.ts: packages that carry binaries, wasm or worker files stay outside the bundle. */
const external = [
  'electron',
  'better-sqlite3',
  'sharp',
  'piscina',
  ...builtinModules,
  /^node:/,
  /^@bitbybit-dev\/occt(\/|$)/,
  /^@img\//,
];

interface BuildRecord {
  /** Project-relative sources that went into the bundle. */
  readonly inputs: readonly string[];
  readonly inputsHash: string;
  readonly bundleHash: string;
}

const pending = new Map<WorkerName, Promise<void>>();

/**
 * Makes sure that the named workers are bundled from the sources as they are now, and returns the folder they lie in:
 * what the application gets as its workers folder. A worker is bundled again only when one of its sources has changed.
 */
export async function builtWorkers(...names: readonly WorkerName[]): Promise<string> {
  const wanted = names.length > 0 ? names : (Object.keys(workerEntries) as WorkerName[]);
  const folder = join(root, '.cache/test-workers');
  await mkdir(folder, { recursive: true });
  await Promise.all(
    wanted.map((name) => {
      const running = pending.get(name) ?? refresh(name, folder);
      pending.set(name, running);
      return running;
    }),
  );
  return folder;
}

async function refresh(name: WorkerName, folder: string): Promise<void> {
  if (await isFresh(name, folder)) return;
  const chunk = await bundle(name);
  const inputs = chunk.moduleIds
    .filter((id) => existsSync(id))
    .map((id) => relative(root, id))
    .sort();
  const record: BuildRecord = { inputs, inputsHash: await hashFiles(inputs), bundleHash: hashText(chunk.code) };
  // Test files run in processes of their own and may bundle at the same time: each file appears whole or not at all.
  await replaceFile(join(folder, `${name}.js`), chunk.code);
  await replaceFile(join(folder, `${name}.inputs.json`), JSON.stringify(record));
}

async function isFresh(name: WorkerName, folder: string): Promise<boolean> {
  try {
    const record = JSON.parse(await readFile(join(folder, `${name}.inputs.json`), 'utf8')) as BuildRecord;
    const code = await readFile(join(folder, `${name}.js`), 'utf8');
    return hashText(code) === record.bundleHash && (await hashFiles(record.inputs)) === record.inputsHash;
  } catch {
    return false;
  }
}

async function bundle(name: WorkerName): Promise<Rolldown.OutputChunk> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['electron', 'better-sqlite3', 'sharp', 'piscina', '@bitbybit-dev/occt'] },
    build: {
      write: false,
      ssr: true,
      target: 'node20',
      copyPublicDir: false,
      sourcemap: 'inline',
      rolldownOptions: {
        input: { [name]: join(root, workerEntries[name]) },
        external,
        output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  });
  const output = Array.isArray(result) ? result[0] : result;
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error(`The bundler gave no output for ${name}.`);
  return chunk;
}

async function hashFiles(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path).update(await readFile(join(root, path)));
  return hash.digest('hex');
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function replaceFile(path: string, content: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, content);
  await rename(temporary, path);
}
