import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, modulesDir, root } from '../setup/clonePaths.mjs';
import { runInherited } from './runInherited.mjs';
import { vitestCounts, vitestFailures } from './testCounts.mjs';

/**
 * @param {string} name of the report file
 * @param {string[]} args what to run, as vitest takes it
 * @param {{ env?: NodeJS.ProcessEnv, limitMs: number }} options
 * @returns {Promise<{ ok: boolean, counts: import('./testCounts.mjs').TestCounts, failures: string[] }>} ok: the runner ended well and ran something
 */
export async function runVitest(name, args, { env, limitMs }) {
  const report = join(cacheDir, 'test', `${name}.json`);
  rmSync(report, { force: true });
  mkdirSync(join(cacheDir, 'test'), { recursive: true });
  const program = join(modulesDir, 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runInherited(process.execPath, [program, 'run', ...args, ...reporters], {
    cwd: root,
    env,
    limitMs,
  });
  const counts = vitestCounts(report);
  return { ok: code === 0 && counts.failed === 0 && counts.passed > 0, counts, failures: vitestFailures(report) };
}
