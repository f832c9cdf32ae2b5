import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetupError } from './setupError.mjs';

/** @param {string} setting @param {string} value @returns {boolean} whether the kernel has it, with that value */
function kernelSays(setting, value) {
  const file = join('/proc/sys/kernel', setting);
  return existsSync(file) && readFileSync(file, 'utf8').trim() === value;
}

/**
 * Electron keeps web content in a sandbox for which Linux must allow unprivileged user namespaces, or else a helper
 * beside the program must belong to root. Some distributions forbid the first: better said in words than by a crash.
 * @param {string} program of Electron
 * @throws {SetupError} SETUP_SANDBOX
 */
export function checkSandbox(program) {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return;
  const forbidden =
    kernelSays('apparmor_restrict_unprivileged_userns', '1') || kernelSays('unprivileged_userns_clone', '0');
  if (!forbidden) return;
  const helper = join(dirname(program), 'chrome-sandbox');
  const stats = statSync(helper, { throwIfNoEntry: false });
  if (stats && stats.uid === 0 && (stats.mode & 0o4000) !== 0) return;
  const remedy = `Type: sudo chown root ${helper} && sudo chmod 4755 ${helper}`;
  throw new SetupError('SETUP_SANDBOX', 'This system does not let Electron set up its sandbox.', remedy);
}
