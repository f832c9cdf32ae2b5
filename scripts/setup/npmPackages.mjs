import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { modulesDir, root } from './clonePaths.mjs';
import { npm } from './npmCommand.mjs';
import { SetupError } from './setupError.mjs';
import { fileSignature, readJson, writeJson } from './stamp.mjs';

const lockFile = join(root, 'package-lock.json');
/** npm's own note of what it installed. */
const installedFile = join(modulesDir, '.package-lock.json');
/** Inside node_modules, so that it goes when they go. */
const stampFile = join(modulesDir, '.hartomat-installed.json');

const key = () => `${process.platform} ${process.arch} ${fileSignature(lockFile)} ${fileSignature(installedFile)}`;

export const npmPackagesReady = () => existsSync(installedFile) && readJson(stampFile)?.key === key();

/**
 * Says whether what is installed is what the lock file asks for. Optional packages of other systems may be absent.
 * @param {{ packages?: Record<string, { version?: string, optional?: boolean }> }} lock
 * @param {{ packages?: Record<string, { version?: string }> } | undefined} installed
 */
export function matchesLock(lock, installed) {
  if (!installed?.packages) return false;
  const packages = installed.packages;
  return Object.entries(lock.packages ?? {}).every(([path, wanted]) => {
    if (path === '') return true;
    const found = packages[path];
    return found ? found.version === wanted.version : wanted.optional === true;
  });
}

/**
 * @param {import('./stepReporter.mjs').StepContext} context
 * @returns {Promise<import('./stepReporter.mjs').StepResult>}
 * @throws {SetupError} SETUP_NPM_FAILED
 */
export async function ensureNpmPackages({ progress, signal }) {
  const lock = readJson(lockFile);
  const count = Object.keys(lock?.packages ?? {}).length - 1;
  const system = `${process.platform} ${process.arch}`;
  const foreign = (readJson(stampFile)?.key ?? system).startsWith(system) === false;
  if (!foreign && matchesLock(lock, readJson(installedFile))) {
    writeJson(stampFile, { key: key() });
    return { state: 'present', detail: `${count} packages, as the lock file says` };
  }
  progress('npm ci');
  const result = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    limitMs: 900_000,
    signal,
  });
  if (!result.ok) {
    // npm names the cause first and prints its usage after it.
    const said = `${result.stderr}\n${result.stdout}`.trim().split('\n').slice(0, 12).join('\n');
    const message = `npm ci failed${result.timedOut ? ' (it took too long)' : ''}:\n${said}`;
    throw new SetupError('SETUP_NPM_FAILED', message, 'Check the network (and proxy settings of npm), then try again.');
  }
  writeJson(stampFile, { key: key() });
  return { state: 'done', detail: `${count} packages` };
}
