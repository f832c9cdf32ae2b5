import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './setup/clonePaths.mjs';
import { hasDisplay } from './setup/systemPackages.mjs';
import { createStageLog } from './stages/stageLog.mjs';
import { countsLine, failureLines, readFailures, sumCounts } from './stages/testCounts.mjs';

/** What the README must promise: a list that lost one of these would check less than it seems to. */
const REQUIRED = ['npm start', 'npm test', 'npm run check', 'npm run test:blender-matrix'];
const LIMIT_MS = 40 * 60_000;

/**
 * @param {string} markdown
 * @returns {string[]} the commands of all ```sh blocks, in order, each once
 */
export function readmeCommands(markdown) {
  const blocks = [...markdown.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
  const lines = blocks.flatMap((block) => block.split('\n')).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== '' && !line.startsWith('#')))];
}

/**
 * @param {string} output
 * @returns {import('./stages/testCounts.mjs').TestCounts[]} every closing line of a test run
 */
export function closingLines(output) {
  const lines = output.matchAll(/^(\d+) passed, (\d+) failed, (\d+) skipped$/gm);
  return [...lines].map(([, passed, failed, skipped]) => ({
    passed: Number(passed),
    failed: Number(failed),
    skipped: Number(skipped),
  }));
}

/**
 * @param {string} command as a person types it
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
function runCommand(command, env = process.env) {
  return new Promise((resolve) => {
    const child = spawn(command, { cwd: root, env, shell: true, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    const limit = setTimeout(() => child.kill('SIGTERM'), LIMIT_MS);
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      process.stdout.write(text);
    });
    child.on('close', (code) => {
      clearTimeout(limit);
      resolve({ ok: code === 0, output });
    });
  });
}

/**
 * `npm start` has two faces: without a display it renders the sample and ends; with one it opens a window and stays.
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
async function tryStart() {
  const headless = { ...process.env };
  delete headless.DISPLAY;
  delete headless.WAYLAND_DISPLAY;
  const first = await runCommand('npm start', headless);
  if (!first.ok) return first;
  const probe = `"${process.execPath}" "${join(root, 'scripts', 'stages', 'windowProbe.mjs')}"`;
  const second = await runCommand(hasDisplay() ? probe : `xvfb-run -a ${probe}`);
  return { ok: second.ok, output: first.output + second.output };
}

/** @param {string} command */
async function tryCommand(command) {
  if (command === 'npm start') return tryStart();
  const first = await runCommand(command);
  if (first.ok || !command.startsWith('npm run bench')) return first;
  // A bound can be missed because the machine was busy. Missed twice, it is said where it is read, and decided by people:
  // shared machines are no judges of speed.
  process.stdout.write('A bound was missed: measuring once more.\n');
  const second = await runCommand(command);
  if (second.ok || !second.output.includes('MISSED')) return second;
  process.stdout.write(`WARNING: ${command} missed a bound twice on this machine.\n`);
  return { ok: true, output: second.output };
}

/** @returns {Promise<number>} */
async function main() {
  const commands = readmeCommands(readFileSync(join(root, 'README.md'), 'utf8'));
  const missing = REQUIRED.filter((command) => !commands.includes(command));
  if (missing.length > 0) {
    process.stdout.write(`The README no longer shows: ${missing.join(', ')}\n`);
    return 1;
  }
  const log = createStageLog();
  const counts = [];
  const failures = [];
  for (const command of commands) {
    await log.stage(command, async () => {
      const { ok, output } = await tryCommand(command);
      counts.push(...closingLines(output));
      failures.push(...readFailures(output));
      return ok;
    });
  }
  const ok = log.summary();
  process.stdout.write(`\n${failureLines(failures)}${countsLine(sumCounts(counts))}\n`);
  return ok ? 0 : 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exit(await main());
