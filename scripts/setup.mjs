import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { blenderModuleReady, provisionBlender } from './setup/blenderModule.mjs';
import { blenderReady, ensureBlender } from './setup/blenderRuntime.mjs';
import { cacheDir } from './setup/clonePaths.mjs';
import { ensureElectron, knownElectron } from './setup/electronRuntime.mjs';
import { withFileLock } from './setup/fileLock.mjs';
import { checkNodeVersion } from './setup/nodeVersion.mjs';
import { ensureNpmPackages, npmPackagesReady } from './setup/npmPackages.mjs';
import { SetupError } from './setup/setupError.mjs';
import { ensureSqlite, sqliteReady } from './setup/sqliteBinary.mjs';
import { createStepReporter, describeFailure } from './setup/stepReporter.mjs';
import { readStamp, writeStamp } from './setup/stamp.mjs';
import { ensureSystemPackages, systemPackagesReady } from './setup/systemPackages.mjs';

/**
 * What the caller is about to do decides what must be there.
 * - `cli`: no Electron. A Blender that cannot be had is a warning, once: most commands do without.
 * - `app`: Electron too. A Blender that cannot be had is a warning: the application says what to do.
 * - `test`: everything, with the pinned Blender and a virtual display.
 * @typedef {'cli' | 'app' | 'test'} Purpose
 */

const MINUTE = 60_000;

/** @param {Purpose} purpose */
function needsOf(purpose) {
  const electron = purpose !== 'cli';
  const libraries = { electron, virtualDisplay: purpose === 'test' };
  return { electron, libraries, blender: { pinned: purpose === 'test' }, blenderIsVital: purpose === 'test' };
}

/** Whether set-up has anything to do; asks no program and no network. @param {Purpose} purpose */
export function setupIsComplete(purpose) {
  const need = needsOf(purpose);
  const electron = need.electron ? knownElectron() : undefined;
  if (need.electron && !electron) return false;
  const gaveUp = purpose === 'cli' && readStamp('blenderFailed') !== undefined;
  return (
    npmPackagesReady() &&
    systemPackagesReady(need.libraries) &&
    sqliteReady(electron ? [process.execPath, electron.program] : [process.execPath]) &&
    (blenderReady(need.blender) || gaveUp)
  );
}

/**
 * @param {boolean} vital
 * @param {() => Promise<import('./setup/stepReporter.mjs').StepResult>} work
 * @returns {Promise<import('./setup/stepReporter.mjs').StepResult>}
 */
async function orWarn(vital, work) {
  try {
    return await work();
  } catch (error) {
    if (vital || !(error instanceof SetupError)) throw error;
    writeStamp('blenderFailed', { code: error.code });
    return { state: 'warning', detail: `${error.code}: ${error.message}\n${' '.repeat(36)}${error.remedy}` };
  }
}

/** @param {Purpose} purpose @param {ReturnType<typeof createStepReporter>} reporter */
async function runSteps(purpose, reporter) {
  const need = needsOf(purpose);
  await reporter.step({ title: 'Node.js', limitMs: MINUTE, run: async () => checkNodeVersion() });
  const libraries = reporter.step({
    title: 'system packages',
    limitMs: 15 * MINUTE,
    run: (context) => ensureSystemPackages(need.libraries, context),
  });
  const packages = reporter.step({ title: 'npm packages', limitMs: 15 * MINUTE, run: ensureNpmPackages });
  const blender = reporter.step({
    title: 'Blender',
    limitMs: 40 * MINUTE,
    run: (context) => orWarn(need.blenderIsVital, () => ensureBlender(need.blender, context, libraries)),
  });
  const native = packages.then(async () => {
    const electron = need.electron
      ? reporter.step({ title: 'Electron', limitMs: 25 * MINUTE, run: (context) => ensureElectron(context, libraries) })
      : undefined;
    const programs = Promise.resolve(electron).then(() => (electron ? [knownElectron()?.program ?? ''] : []));
    // Electron's own failure is told by its own step.
    programs.catch(() => undefined);
    const run = (/** @type {import('./setup/stepReporter.mjs').StepContext} */ context) =>
      ensureSqlite(programs, context);
    await Promise.all([electron, reporter.step({ title: 'SQLite', limitMs: 25 * MINUTE, run })]);
  });
  const outcomes = await Promise.allSettled([libraries, packages, blender, native]);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

/**
 * Ctrl-C during set-up ends the programs it has started too: they are in process groups of their own.
 * @template T
 * @param {() => Promise<T>} work
 */
async function endingWithSignals(work) {
  const onInterrupt = () => process.exit(130);
  const onTerminate = () => process.exit(143);
  process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate);
  try {
    return await work();
  } finally {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate);
  }
}

/**
 * Finds or gets everything that the purpose needs. With all present it returns at once, without a network call.
 * @param {Purpose} purpose
 * @param {{ out?: NodeJS.WritableStream, quiet?: boolean }} [options] quiet: print nothing where there is nothing to do
 * @throws {SetupError}
 */
export async function setup(purpose, { out = process.stdout, quiet = false } = {}) {
  checkNodeVersion();
  if (quiet && setupIsComplete(purpose)) return;
  const onWait = (/** @type {number} */ pid) =>
    void out.write(`  waiting for another set-up (process ${pid}) to finish\n`);
  await endingWithSignals(() =>
    withFileLock(join(cacheDir, 'setup.lock'), { limitMs: 45 * MINUTE, onWait }, async () => {
      if (quiet && setupIsComplete(purpose)) return;
      out.write('Set-up\n');
      await runSteps(purpose, createStepReporter(out));
    }),
  );
}

/** @param {string[]} versions */
async function addBlenders(versions) {
  const reporter = createStepReporter(process.stdout);
  for (const version of versions) {
    await reporter.step({
      title: `Blender ${version}`,
      limitMs: 40 * MINUTE,
      run: async (context) => {
        if (blenderModuleReady(version)) return { state: 'present', detail: 'in .runtime' };
        return { state: 'done', detail: await provisionBlender(version, context) };
      },
    });
  }
}

/** @param {string[]} args */
async function main(args) {
  const at = args.indexOf('--blender');
  try {
    await setup('test');
    if (at >= 0) await addBlenders((args[at + 1] ?? '').split(',').filter(Boolean));
  } catch (error) {
    process.stderr.write(describeFailure(error));
    process.exit(1);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv.slice(2));
