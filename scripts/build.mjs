import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { cacheDir, distDir, modulesDir, root } from './setup/clonePaths.mjs';
import { withFileLock } from './setup/fileLock.mjs';
import { runChild } from './setup/runChild.mjs';
import { SetupError } from './setup/setupError.mjs';
import { fileSignature, readJson, writeJson } from './setup/stamp.mjs';
import { createStepReporter, describeFailure } from './setup/stepReporter.mjs';

const FOLDERS = ['electron', 'renderer', 'shared'];
const FILES = ['package.json', 'package-lock.json', 'vite.config.ts', 'svelte.config.js', 'tsconfig.base.json'];
const OUTPUTS = ['main/main.js', 'main/cli.js', 'preload/preload.cjs', 'renderer/index.html'];
const stampFile = join(distDir, 'build.json');
const LIMIT_MS = 300_000;

/** What the build depends on, as one string: names, sizes and times of change of all sources. */
function sourceKey() {
  const hash = createHash('sha256');
  const add = (/** @type {string} */ file) => void hash.update(`${file} ${fileSignature(file)}\n`);
  for (const name of FILES) add(join(root, name));
  for (const folder of FOLDERS) {
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    files
      .filter((file) => !file.endsWith('.tsbuildinfo'))
      .sort()
      .forEach(add);
  }
  return hash.digest('hex');
}

/** Whether dist/ holds what the sources say. Looks at names and times only. */
export function buildIsCurrent() {
  if (!OUTPUTS.every((file) => existsSync(join(distDir, file)))) return false;
  return readJson(stampFile)?.key === sourceKey();
}

/** @param {import('./setup/stepReporter.mjs').StepContext} context @returns {Promise<import('./setup/stepReporter.mjs').StepResult>} */
async function runBuild({ progress, signal }) {
  if (buildIsCurrent()) return { state: 'present', detail: 'up to date' };
  progress('vite build');
  // Taken before: a source that changes during the build makes the next call build again.
  const key = sourceKey();
  const args = [join(modulesDir, 'vite', 'bin', 'vite.js'), 'build', '--app', '--logLevel', 'warn'];
  const result = await runChild(process.execPath, args, { cwd: root, limitMs: LIMIT_MS, signal });
  if (!result.ok) {
    // The bundler's own stack says nothing about our sources; its colours mean nothing in a message.
    const lines = stripVTControlCharacters(result.stderr).split('\n');
    const said = lines.filter((line) => !/^\s+at |errors: \[Getter|^}$/.test(line));
    const message = `The build failed:\n${said.join('\n').trim()}`;
    throw new SetupError('SETUP_BUILD_FAILED', message, 'Correct the source that is named above.');
  }
  writeJson(stampFile, { key });
  return { state: 'done', detail: 'renderer, main process, preload' };
}

/**
 * Builds dist/ where the sources have changed.
 * @param {{ out?: NodeJS.WritableStream, quiet?: boolean }} [options] quiet: print nothing where there is nothing to do
 * @throws {SetupError} SETUP_BUILD_FAILED, SETUP_LOCKED
 */
export async function build({ out = process.stdout, quiet = false } = {}) {
  if (quiet && buildIsCurrent()) return;
  const onWait = (/** @type {number} */ pid) => void out.write(`  waiting for another build (process ${pid})\n`);
  await withFileLock(join(cacheDir, 'build.lock'), { limitMs: LIMIT_MS, onWait }, () =>
    createStepReporter(out).step({ title: 'Build', limitMs: LIMIT_MS + 5000, run: runBuild }),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await build();
  } catch (error) {
    process.stderr.write(describeFailure(error));
    process.exit(1);
  }
}
