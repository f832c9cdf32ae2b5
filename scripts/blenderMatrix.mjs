import { build } from './build.mjs';
import { blenderModuleReady, descriptionFile, provisionBlender } from './setup/blenderModule.mjs';
import { BLENDER_RELEASES, DEFAULT_BLENDER } from './setup/blenderReleases.mjs';
import { findPython } from './setup/findPython.mjs';
import { SetupError } from './setup/setupError.mjs';
import { createStepReporter, describeFailure } from './setup/stepReporter.mjs';
import { setup } from './setup.mjs';
import { runVitest } from './stages/runVitest.mjs';
import { createStageLog } from './stages/stageLog.mjs';
import { countsLine, failureLines, sumCounts } from './stages/testCounts.mjs';

const LIMIT_MS = 20 * 60_000;

/** Runs the tests of one comparison over several runtimes; the ordinary configuration leaves it out. */
const COMPARISON = ['--config', 'vitest.matrix.config.ts'];

/**
 * @param {string} version
 * @returns {Promise<string | undefined>} why this release cannot be had here, or undefined when it is in place
 */
async function unavailable(version) {
  const python = BLENDER_RELEASES[version]?.python ?? '';
  if (!blenderModuleReady(version) && !(await findPython(python))) return `no Python ${python} runs here`;
  try {
    await createStepReporter(process.stdout).step({
      title: `Blender ${version}`,
      limitMs: 40 * 60_000,
      run: async (context) => {
        if (blenderModuleReady(version)) return { state: 'present', detail: 'in .runtime' };
        return { state: 'done', detail: await provisionBlender(version, context) };
      },
    });
    return undefined;
  } catch (error) {
    if (error instanceof SetupError) return `${error.code}: ${error.message.split('\n')[0]}`;
    throw error;
  }
}

/** Whether `npm test` runs the very same tests on this release. @param {string} version */
const isTestedAnyway = (version) => version === DEFAULT_BLENDER && !process.env.HARTOMAT_TEST_BLENDER;

/** @param {string[]} args versions, or none for all that `npm test` leaves out @returns {Promise<number>} */
async function main(args) {
  const versions = args.length > 0 ? args : Object.keys(BLENDER_RELEASES);
  await setup('test');
  await build();
  const log = createStageLog();
  const counts = [];
  const failures = [];
  const ready = [];
  /** @type {string[]} */
  const notRun = [];
  for (const version of versions) {
    const reason = await unavailable(version);
    if (reason) {
      notRun.push(`Blender ${version}: not run: ${reason}`);
      continue;
    }
    ready.push(version);
    if (args.length === 0 && isTestedAnyway(version)) {
      notRun.push(`Blender ${version}: npm test runs these tests on it; name it to run them here`);
      continue;
    }
    await log.stage(`Blender ${version}`, async () => {
      const env = { ...process.env, HARTOMAT_TEST_BLENDER: descriptionFile(version) };
      const result = await runVitest(`blender-${version}`, ['tests/integration/blender/'], { env, limitMs: LIMIT_MS });
      counts.push(result.counts);
      failures.push(...result.failures);
      return result.ok;
    });
  }
  if (ready.length > 1) {
    await log.stage(`One picture, Blender ${ready.join(', ')}`, async () => {
      const env = { ...process.env, HARTOMAT_MATRIX_RUNTIMES: ready.map(descriptionFile).join(',') };
      const result = await runVitest('blender-comparison', COMPARISON, { env, limitMs: LIMIT_MS });
      counts.push(result.counts);
      failures.push(...result.failures);
      return result.ok;
    });
  } else notRun.push('The comparison of one picture: not run: it needs two versions');
  const passed = log.summary();
  for (const line of notRun) process.stdout.write(`  ${line}\n`);
  process.stdout.write(`\n${failureLines(failures)}${countsLine(sumCounts(counts))}\n`);
  if (!ready.includes(DEFAULT_BLENDER) && versions.includes(DEFAULT_BLENDER)) return 1;
  return passed && ready.length > 0 ? 0 : 1;
}

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(describeFailure(error));
  process.exit(1);
}
