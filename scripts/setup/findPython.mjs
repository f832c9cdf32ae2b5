import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { runChild } from './runChild.mjs';

const onWindows = process.platform === 'win32';

/**
 * Where a Python of that version may be. Version managers put names on PATH that do not run until a version is chosen,
 * so their own folders are looked at too, and whatever is found must run to count.
 * @param {string} version e.g. '3.11'
 * @returns {string[]}
 */
function candidates(version) {
  const name = onWindows ? `python${version}.exe` : `python${version}`;
  const onPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const usual = onWindows ? [] : ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];
  const files = [...onPath, ...usual].map((folder) => join(folder, name));
  const pyenv = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  if (existsSync(pyenv)) {
    for (const entry of readdirSync(pyenv).filter((found) => found.startsWith(`${version}.`)))
      files.push(onWindows ? join(pyenv, entry, 'python.exe') : join(pyenv, entry, 'bin', name));
  }
  if (onWindows) {
    const compact = version.replace('.', '');
    for (const base of [process.env.LOCALAPPDATA && join(process.env.LOCALAPPDATA, 'Programs', 'Python'), 'C:\\'])
      if (base) files.push(join(base, `Python${compact}`, 'python.exe'));
  }
  const named = process.env.HARTOMAT_PYTHON;
  return [...new Set(named ? [named, ...files] : files)].filter((file) => existsSync(file));
}

const ASK =
  'import sys, struct; print("%d.%d %d %s" % (*sys.version_info[:2], struct.calcsize("P") * 8, sys.executable))';

/**
 * @param {string} version '3.11' or '3.13'
 * @returns {Promise<string | undefined>} absolute path of a 64-bit Python of exactly that version that runs
 */
export async function findPython(version) {
  for (const file of candidates(version)) {
    const { ok, stdout } = await runChild(file, ['-c', ASK], { limitMs: 15_000 });
    const [found, bits, ...path] = stdout.trim().split(' ');
    if (ok && found === version && bits === '64') return path.join(' ');
  }
  return undefined;
}

/**
 * @param {string[]} preferred Pythons to ask first
 * @returns {Promise<string | undefined>} a Python that has pip; of whichever version, since pip can fetch for another
 */
export async function findPip(preferred) {
  const versions = ['3.11', '3.13', '3.12', '3.10'];
  const others = versions.map((version) => async () => findPython(version));
  for (const next of [...preferred.map((file) => async () => file), ...others]) {
    const python = await next();
    if (python && (await runChild(python, ['-m', 'pip', '--version'], { limitMs: 30_000 })).ok) return python;
  }
  return undefined;
}
