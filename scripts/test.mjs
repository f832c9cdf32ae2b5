import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { cacheDir, modulesDir, root } from './setup/clonePaths.mjs';
import { electronEnvironment, knownElectron } from './setup/electronRuntime.mjs';
import { describeFailure } from './setup/stepReporter.mjs';
import { hasDisplay } from './setup/systemPackages.mjs';
import { setup } from './setup.mjs';
import { runInherited } from './stages/runInherited.mjs';
import { runVitest } from './stages/runVitest.mjs';
import { createStageLog } from './stages/stageLog.mjs';
import { countsLine, failureLines, playwrightCounts, playwrightFailures, sumCounts } from './stages/testCounts.mjs';

/** So long a stage may take: on two slow cores the end-to-end tests need two thirds of it. */
const LIMIT_MS = 30 * 60_000;

/** @returns {NodeJS.ProcessEnv} tests find the Electron that set-up found, and never the user's own state */
function testEnvironment() {
  const electron = knownElectron();
  return { ...process.env, ...(electron ? electronEnvironment(electron) : {}) };
}

/** @param {string[]} filters @returns {ReturnType<typeof runVitest>} */
async function runEndToEnd(filters) {
  const report = join(cacheDir, 'test', 'e2e.json');
  rmSync(report, { force: true });
  mkdirSync(join(cacheDir, 'test'), { recursive: true });
  const env = { ...testEnvironment(), PLAYWRIGHT_JSON_OUTPUT_NAME: report, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const playwright = [join(modulesDir, '@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json', ...filters];
  const options = { cwd: root, env, limitMs: LIMIT_MS };
  const code = hasDisplay()
    ? await runInherited(process.execPath, playwright, options)
    : await runInherited('xvfb-run', ['-a', '-s', '-screen 0 1920x1200x24', process.execPath, ...playwright], options);
  const counts = playwrightCounts(report);
  return { ok: code === 0 && counts.failed === 0 && counts.passed > 0, counts, failures: playwrightFailures(report) };
}

/** @type {Record<string, (filters: string[]) => ReturnType<typeof runVitest>>} */
const STAGES = {
  unit: (filters) =>
    runVitest('unit', filters.length ? filters : ['tests/unit/'], { env: testEnvironment(), limitMs: LIMIT_MS }),
  integration: (filters) =>
    runVitest('integration', filters.length ? filters : ['tests/integration/'], {
      env: testEnvironment(),
      limitMs: LIMIT_MS,
    }),
  e2e: runEndToEnd,
};

/** @param {string[]} args `--unit`, `--integration`, `--e2e` choose stages; other words choose files */
async function main(args) {
  const chosen = Object.keys(STAGES).filter((name) => args.includes(`--${name}`));
  const filters = args.filter((word) => !word.startsWith('--'));
  const unknown = args.find((word) => word.startsWith('--') && !(word.slice(2) in STAGES));
  if (unknown) {
    process.stderr.write(`${unknown} is not known. Stages: --${Object.keys(STAGES).join(', --')}\n`);
    return 2;
  }
  try {
    await setup('test');
    await build();
  } catch (error) {
    process.stderr.write(describeFailure(error));
    process.stdout.write(`\n${countsLine({ passed: 0, failed: 1, skipped: 0 })}\n`);
    return 1;
  }
  const log = createStageLog();
  const counts = [];
  const failures = [];
  for (const name of chosen.length ? chosen : Object.keys(STAGES)) {
    await log.stage(name, async () => {
      const result = await STAGES[name]?.(filters);
      if (result) counts.push(result.counts);
      if (result) failures.push(...result.failures);
      return result?.ok === true;
    });
  }
  const ok = log.summary();
  process.stdout.write(`\n${failureLines(failures)}${countsLine(sumCounts(counts))}\n`);
  return ok ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
