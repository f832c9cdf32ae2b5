import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtWorkers } from '../../support/builtWorkers.ts';
import { projectRoot } from '../../unit/setup/loadScript.ts';
import { Desk, documentOf, type Ended } from '../cli/startHartomat.ts';

const run = promisify(execFile);
const copy = join(projectRoot, '.cache/without-engine', String(process.pid));
const desk = new Desk();

const copied = ['electron', 'shared', 'migrations', 'package.json', 'tsconfig.base.json'];
const linked = ['node_modules', 'resources', '.runtime'];
const unbundled = ['electron', 'better-sqlite3', 'sharp', 'piscina', '@bitbybit-dev/occt'];

beforeAll(() => {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const name of copied) cpSync(join(projectRoot, name), join(copy, name), { recursive: true });
  for (const name of linked) symlinkSync(join(projectRoot, name), join(copy, name));
  rmSync(join(copy, 'electron/runtime/engine'), { recursive: true });
  desk.knowTinyOutputType();
});
afterAll(() => {
  desk.remove();
  rmSync(copy, { recursive: true, force: true });
});

/** The command line of the copy, beside the workers as they ship. */
async function buildCopy(): Promise<void> {
  const outDir = join(copy, 'dist/main');
  await build({
    root: copy,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: unbundled },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      copyPublicDir: false,
      rolldownOptions: {
        input: { cli: join(copy, 'electron/cli/main.ts') },
        external: [...unbundled, /^node:/, /^@bitbybit-dev\/occt\//, /^@img\//],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  cpSync(await builtWorkers(), outDir, { recursive: true });
}

const hartomat = (...args: string[]): Promise<Ended> => desk.run(args, {}, join(copy, 'dist/main/cli.js'));

describe('with the whole folder of the engine deleted', () => {
  it('everything compiles', { timeout: 300_000 }, async () => {
    const compiler = join(projectRoot, 'node_modules/typescript/bin/tsc');
    const { stdout } = await run(process.execPath, [compiler, '--build', join(copy, 'electron')]).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });

  it('legacy renders, and an order in mode graph is delivered by it', { timeout: 300_000 }, async () => {
    await buildCopy();
    const still = ['--sample', '--output-type', 'still_tiny'];
    const rendered = await hartomat('render', ...still, '--out', 'legacy.png', '--json');
    expect(rendered.code, rendered.stderr).toBe(0);
    expect(documentOf(rendered)).toMatchObject({ status: 'delivered', mode: 'legacy' });
    const graph = await hartomat('run', 'preset-still', ...still, '--json');
    expect(graph.code, graph.stderr).toBe(0);
    expect(documentOf(graph)).toMatchObject({
      ...{ status: 'delivered', mode: 'graph', executor: 'legacy', fallback: true },
      fallbackReason: { code: 'graph.engine_missing' },
    });
  });
});
