import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { modulesDir, root } from './setup/clonePaths.mjs';
import { runChild } from './setup/runChild.mjs';
import { describeFailure, seconds } from './setup/stepReporter.mjs';
import { setup } from './setup.mjs';

const LIMIT_MS = 10 * 60_000;

/** @typedef {{ name: string, command: string[] }} Check */

/** @param {string[]} path of a program in node_modules @param {string[]} args */
const tool = (path, args) => [join(modulesDir, ...path), ...args];

/** @type {Check[]} longest first: two run at a time */
const CHECKS = [
  { name: 'lint', command: tool(['eslint', 'bin', 'eslint.js'], ['--max-warnings', '0', '.']) },
  { name: 'types', command: tool(['typescript', 'bin', 'tsc'], ['--build']) },
  {
    name: 'svelte',
    command: tool(
      ['svelte-check', 'bin', 'svelte-check'],
      ['--tsconfig', 'renderer/tsconfig.json', '--fail-on-warnings', '--output', 'human'],
    ),
  },
  { name: 'unused code', command: tool(['knip', 'bin', 'knip.js'], []) },
  { name: 'format', command: tool(['prettier', 'bin', 'prettier.cjs'], ['--check', '.']) },
  { name: 'migrations', command: [join(root, 'scripts', 'check', 'migrationsCurrent.mjs')] },
  { name: 'node docs', command: [join(root, 'scripts', 'nodeDocs.mjs'), '--check'] },
  { name: 'licences', command: [join(root, 'scripts', 'check', 'licences.mjs')] },
];

/** @param {Check} check */
async function runCheck({ name, command }) {
  const started = performance.now();
  const [program = ''] = command;
  const result = existsSync(program)
    ? await runChild(process.execPath, command, { cwd: root, limitMs: LIMIT_MS })
    : { ok: false, stdout: '', stderr: `${program} is not there`, timedOut: false };
  const took = seconds(performance.now() - started).padStart(7);
  process.stdout.write(`  ${result.ok ? 'passed' : 'FAILED'}  ${took}  ${name}\n`);
  return { name, ...result };
}

/** @param {string[]} names checks to run, or none for all @returns {Promise<number>} */
async function main(names) {
  const unknown = names.find((name) => !CHECKS.some((check) => check.name === name));
  if (unknown) {
    process.stderr.write(`${unknown} is not known. Checks: ${CHECKS.map((check) => check.name).join(', ')}\n`);
    return 2;
  }
  await setup('cli', { quiet: true });
  const pending = CHECKS.filter((check) => names.length === 0 || names.includes(check.name));
  /** @type {Awaited<ReturnType<typeof runCheck>>[]} */
  const results = [];
  const worker = async () => {
    for (let check = pending.shift(); check; check = pending.shift()) results.push(await runCheck(check));
  };
  await Promise.all([worker(), worker()]);
  const failed = results.filter((result) => !result.ok);
  for (const { name, stdout, stderr, timedOut } of failed) {
    process.stdout.write(`\n--- ${name}${timedOut ? ' (stopped: it took too long)' : ''}\n${stdout}${stderr}\n`);
  }
  process.stdout.write(
    failed.length ? `\nFailed: ${failed.map(({ name }) => name).join(', ')}\n` : '\nAll checks passed.\n',
  );
  return failed.length ? 1 : 0;
}

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(describeFailure(error));
  process.exit(1);
}
