import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheDir, modulesDir } from './clonePaths.mjs';
import { installDebianPackages, isDebian } from './debianPackages.mjs';
import { lastLines, runChild } from './runChild.mjs';
import { SetupError } from './setupError.mjs';
import { fileSignature, readStamp, writeStamp } from './stamp.mjs';

const packageDir = join(modulesDir, 'better-sqlite3');
const target = join(packageDir, 'build', 'Release', 'better_sqlite3.node');
/** Part of the cache's key: raise it when the recipe below changes. */
const RECIPE = 1;

/** @param {string[]} runtimes programs */
const stateOf = (runtimes) => ({
  binary: fileSignature(target),
  package: fileSignature(join(packageDir, 'package.json')),
  runtimes: runtimes.map((runtime) => `${runtime} ${fileSignature(runtime)}`),
});

/**
 * @param {string[]} runtimes programs that were found to load the binary as it is now
 * @returns {boolean}
 */
export function sqliteReady(runtimes) {
  const now = stateOf(runtimes);
  const then = readStamp('sqlite');
  if (!then || !now.package || then.binary !== now.binary || then.package !== now.package) return false;
  return now.runtimes.every((runtime) => then.runtimes.includes(runtime));
}

/** In a child process: a wrong binary crashes, it does not throw. @param {string} runtime @param {AbortSignal} [signal] */
async function loads(runtime, signal) {
  const use = `const D = require(${JSON.stringify(packageDir)});
    const db = new D(':memory:');
    process.exit(db.prepare('select 1 as one').get().one === 1 ? 0 : 3);`;
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  delete env.NODE_OPTIONS;
  return (await runChild(runtime, ['-e', use], { env, limitMs: 30_000, signal })).ok;
}

/** @param {string[]} runtimes @param {AbortSignal} signal */
async function firstThatDoesNotLoad(runtimes, signal) {
  for (const runtime of runtimes) if (!(await loads(runtime, signal))) return runtime;
  return undefined;
}

const compilers = () => ({ cc: process.env.CC ?? 'gcc', cxx: process.env.CXX ?? 'g++' });

/** @param {import('./stepReporter.mjs').StepContext} context */
async function ensureCompilers(context) {
  const { cc, cxx } = compilers();
  const missing = async () => {
    for (const name of [cc, cxx]) if (!(await runChild(name, ['--version'], { limitMs: 20_000 })).ok) return name;
    return undefined;
  };
  const first = await missing();
  if (!first) return;
  if (isDebian() && !process.env.CXX) await installDebianPackages(['g++', 'gcc'], context).catch(() => undefined);
  const still = await missing();
  if (!still) return;
  const message = `SQLite must be compiled for this Node, and there is no working ${still}.`;
  const remedy = 'Install a C++ compiler (Debian, Ubuntu: sudo apt-get install -y g++), or use Node 22.14 or later.';
  throw new SetupError('SETUP_NO_COMPILER', message, remedy);
}

/**
 * The shipped binary needs Node-API 10. Built as experimental Node-API from the package's own sources, one binary serves
 * Node 20 and Electron 33 too; no Node headers, make or python needed.
 * @param {string} out
 * @param {import('./stepReporter.mjs').StepContext} context
 */
async function compile(out, context) {
  await ensureCompilers(context);
  const { cc, cxx } = compilers();
  const require = createRequire(import.meta.url);
  const source = join(packageDir, 'deps', 'sqlite3');
  const gypi = readFileSync(join(packageDir, 'deps', 'defines.gypi'), 'utf8');
  const defines = [...gypi.matchAll(/'([A-Z][A-Z0-9_]*(?:=[^']*)?)'/g)].map((match) => `-D${match[1]}`);
  mkdirSync(dirname(out), { recursive: true });
  const scratch = mkdtempSync(join(dirname(out), 'sqlite-'));
  // The public headers leave this experimental function out; without its declaration the module aborts when it loads.
  const declaration = join(scratch, 'postFinalizer.h');
  const prototype =
    'NAPI_EXTERN napi_status NAPI_CDECL node_api_post_finalizer(napi_env, napi_finalize, void*, void*);';
  writeFileSync(declaration, `#include <node_api.h>\nEXTERN_C_START\n${prototype}\nEXTERN_C_END\n`);
  const common = ['-c', '-O2', '-fPIC', '-fvisibility=hidden', '-w', '-DNDEBUG'];
  const experimental = ['-DNAPI_VERSION=2147483647', '-DNODE_API_EXPERIMENTAL_HAS_POST_FINALIZER'];
  const addon = [
    '-DNAPI_DISABLE_CPP_EXCEPTIONS',
    '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
    '-DBUILDING_NODE_EXTENSION',
  ];
  const headers = [require('node-api-headers').include_dir, require('node-addon-api').include_dir, source];
  const include = ['-include', declaration, ...headers.flatMap((folder) => ['-I', folder])];
  const macro = '-DNODE_GYP_MODULE_NAME=better_sqlite3';
  const cppFlags = [...common, '-std=c++20', ...experimental, ...addon, macro, ...include];
  /** @param {string} compiler @param {string[]} args */
  const run = async (compiler, args) => {
    const result = await runChild(compiler, args, { limitMs: 600_000, signal: context.signal });
    if (result.ok) return;
    const message = `SQLite could not be compiled:\n${lastLines(result)}`;
    throw new SetupError(
      'SETUP_SQLITE_COMPILE',
      message,
      'Install a newer g++ (11 or later), or use Node 22.14 or later.',
    );
  };
  try {
    context.progress('compiling');
    const objects = [join(scratch, 'sqlite3.o'), join(scratch, 'addon.o')];
    const [c = '', cpp = ''] = objects;
    await Promise.all([
      run(cc, [...common, '-std=c99', ...defines, join(source, 'sqlite3.c'), '-o', c]),
      run(cxx, [...cppFlags, join(packageDir, 'src', 'better_sqlite3.cpp'), '-o', cpp]),
    ]);
    const binary = join(scratch, 'better_sqlite3.node');
    const symbols = ['-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL'];
    await run(cxx, ['-shared', ...symbols, ...objects, '-ldl', '-lpthread', '-o', binary]);
    renameSync(binary, out);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A copy outside node_modules, since npm ci deletes what was built inside. */
function cachedBinary() {
  const manifest = readFileSync(join(packageDir, 'package.json'));
  const key = createHash('sha256')
    .update(`${process.platform} ${process.arch} ${RECIPE}\n`)
    .update(manifest)
    .digest('hex');
  return join(cacheDir, 'sqlite', `better_sqlite3-${key.slice(0, 16)}.node`);
}

/** @param {string} binary */
function place(binary) {
  mkdirSync(dirname(target), { recursive: true });
  // By rename: a process that has the old file mapped keeps it.
  copyFileSync(binary, `${target}.partial`);
  renameSync(`${target}.partial`, target);
}

/**
 * Gives better-sqlite3 a binary that every runtime in use can load: the shipped one if it can, else our own.
 * @param {Promise<string[]>} otherRuntimes programs besides this Node; may still be on their way
 * @param {import('./stepReporter.mjs').StepContext} context
 * @returns {Promise<import('./stepReporter.mjs').StepResult>}
 * @throws {SetupError} SETUP_NO_COMPILER, SETUP_SQLITE_COMPILE, SETUP_SQLITE_LOAD
 */
export async function ensureSqlite(otherRuntimes, context) {
  const { signal } = context;
  let how = 'the shipped binary';
  let state = /** @type {'present' | 'done'} */ ('present');
  const provideOwn = async () => {
    const cached = cachedBinary();
    how = existsSync(cached) ? 'compiled before' : 'compiled';
    if (!existsSync(cached)) await compile(cached, context);
    place(cached);
    state = 'done';
  };
  if (existsSync(target)) how = 'compiled before';
  if (sqliteReady([process.execPath]) && sqliteReady([process.execPath, ...(await otherRuntimes)]))
    return { state, detail: how };
  if (!(await loads(process.execPath, signal))) {
    // A stale build is found before the shipped binary: removing it may be enough.
    rmSync(join(packageDir, 'build'), { recursive: true, force: true });
    how = 'the shipped binary';
    if (!(await loads(process.execPath, signal))) await provideOwn();
  }
  const runtimes = [process.execPath, ...(await otherRuntimes)];
  if ((await firstThatDoesNotLoad(runtimes, signal)) && state === 'present') await provideOwn();
  const failed = await firstThatDoesNotLoad(runtimes, signal);
  if (failed) {
    rmSync(cachedBinary(), { force: true });
    rmSync(join(packageDir, 'build'), { recursive: true, force: true });
    const message = `No SQLite binary was found or made that ${failed} can load.`;
    throw new SetupError(
      'SETUP_SQLITE_LOAD',
      message,
      'Run npm run setup again with HARTOMAT_SETUP_VERBOSE=1 and tell the maintainers.',
    );
  }
  writeStamp('sqlite', stateOf(runtimes));
  return { state, detail: how };
}
