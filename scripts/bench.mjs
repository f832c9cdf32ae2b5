import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { cacheDir, root } from './setup/clonePaths.mjs';
import { electronEnvironment, knownElectron } from './setup/electronRuntime.mjs';
import { describeFailure } from './setup/stepReporter.mjs';
import { setup } from './setup.mjs';

/**
 * One measured figure. bound: what it must keep; without one it is shown for information.
 * @typedef {{ name: string, value: number, unit: string, bound?: { op: '<=' | '>=', value: number }, note?: string }} BenchFigure
 */

const folder = join(root, 'tests', 'bench');

/** @returns {Map<string, string>} name -> file: every module there that exports `run` is a bench */
function knownBenches() {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ts')) : [];
  const benches = files.filter((name) =>
    /^export (async function|function|const) run\b/m.test(readFileSync(join(folder, name), 'utf8')),
  );
  return new Map(benches.map((name) => [name.replace(/(\.bench)?\.ts$/, ''), join(folder, name)]));
}

/** @param {BenchFigure} figure */
export function boundIsKept({ value, bound }) {
  if (!bound) return true;
  return bound.op === '<=' ? value <= bound.value : value >= bound.value;
}

/** @param {string} name @param {string} source path @returns {Promise<BenchFigure[]>} */
async function measure(name, source) {
  const { build: bundle } = await import('vite');
  const outDir = join(cacheDir, 'bench');
  const file = join(outDir, `${name}.mjs`);
  await bundle({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: source,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      copyPublicDir: false,
      rolldownOptions: {
        // Packages are loaded as they are: some carry binaries that a bundle would tear apart.
        external: [/^node:/, /^[a-z@]/],
        output: { format: 'es', entryFileNames: `${name}.mjs`, codeSplitting: false },
      },
    },
  });
  const module = await import(pathToFileURL(file).href);
  return module.run();
}

/** @param {string} name @param {BenchFigure[]} figures */
function printTable(name, figures) {
  process.stdout.write(`\n${name}\n`);
  const width = Math.max(...figures.map((figure) => figure.name.length));
  for (const figure of figures) {
    const { bound, unit, note } = figure;
    const value = `${Number(figure.value.toPrecision(4))} ${unit}`.padStart(14);
    const limit = bound ? `${bound.op} ${bound.value} ${unit}` : '';
    const verdict = bound ? (boundIsKept(figure) ? 'kept  ' : 'MISSED') : '      ';
    const line = `  ${verdict}  ${figure.name.padEnd(width)}  ${value}  ${limit.padEnd(14)}  ${note ?? ''}`;
    process.stdout.write(`${line.trimEnd()}\n`);
  }
}

/** @param {string[]} args names of benches, and --json @returns {Promise<number>} 1: a bound is missed, 2: usage */
async function main(args) {
  const json = args.includes('--json');
  const names = args.filter((word) => !word.startsWith('--'));
  const known = knownBenches();
  const unknown = names.filter((name) => !known.has(name));
  if (names.length === 0 || unknown.length > 0) {
    const what = unknown.length > 0 ? `There is no bench ${unknown.join(', ')}.` : 'Which bench?';
    process.stderr.write(`${what} Known: ${[...known.keys()].join(', ')}\n`);
    if (json) {
      const error = { code: 'BENCH_UNKNOWN', message: what, details: { known: [...known.keys()] } };
      process.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`);
    }
    return 2;
  }
  await setup('test', { out: process.stderr, quiet: true });
  await build({ out: process.stderr, quiet: true });
  const electron = knownElectron();
  if (electron) Object.assign(process.env, electronEnvironment(electron));
  const benches = [];
  for (const name of names) {
    const figures = await measure(name, known.get(name) ?? '');
    const kept = figures.length > 0 && figures.every(boundIsKept);
    benches.push({ name, kept, figures: figures.map((figure) => ({ ...figure, kept: boundIsKept(figure) })) });
    if (!json) printTable(name, figures);
  }
  if (json) process.stdout.write(`${JSON.stringify({ benches }, null, 2)}\n`);
  return benches.every((bench) => bench.kept) ? 0 : 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    process.exit(await main(process.argv.slice(2)));
  } catch (error) {
    process.stderr.write(describeFailure(error));
    process.exit(1);
  }
}
