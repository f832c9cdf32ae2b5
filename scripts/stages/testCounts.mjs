import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from '../setup/clonePaths.mjs';
import { readJson } from '../setup/stamp.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} TestCounts */

/** A report that is not there means that the runner broke: one failure, so that it is never taken for a pass. */
const BROKEN = { passed: 0, failed: 1, skipped: 0 };

/**
 * Counts of a vitest run. A file that could not even be loaded has no tests in the report: it counts as one failure.
 * @param {string} file path of the JSON report
 * @returns {TestCounts}
 */
export function vitestCounts(file) {
  const report = readJson(file);
  if (!report) return BROKEN;
  /** @type {{ status: string, assertionResults: unknown[] }[]} */
  const files = report.testResults ?? [];
  const unloadable = files.filter((one) => one.status === 'failed' && one.assertionResults.length === 0).length;
  const skipped = report.numPendingTests + report.numTodoTests;
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloadable, skipped };
}

/**
 * Counts of a Playwright run. A test that passed only at a second try counts as failed: it is not to be relied on.
 * @param {string} file path of the JSON report
 * @returns {TestCounts}
 */
export function playwrightCounts(file) {
  const report = readJson(file);
  if (!report?.stats) return BROKEN;
  const { expected, unexpected, flaky, skipped } = report.stats;
  const outsideOfTests = report.errors?.length > 0 && unexpected === 0 ? 1 : 0;
  return { passed: expected, failed: unexpected + flaky + outsideOfTests, skipped };
}

const FIRST_LINE = 300;

/** The first line of what a runner says of a failure, without the colours of a terminal. @param {unknown} text */
function firstLine(text) {
  const plain = stripVTControlCharacters(String(text ?? ''));
  return (plain.split('\n').find((line) => line.trim() !== '') ?? 'no message').trim().slice(0, FIRST_LINE);
}

/**
 * What failed in a vitest run, one line each: a log that is cut still says it at its end.
 * @param {string} file path of the JSON report
 * @returns {string[]}
 */
export function vitestFailures(file) {
  /** @type {{ name: string, status: string, message: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[]} */
  const files = readJson(file)?.testResults ?? [];
  return files.flatMap(({ name, status, message, assertionResults }) => {
    const at = relative(root, name);
    if (status === 'failed' && assertionResults.length === 0) return [`${at}: ${firstLine(message)}`];
    return assertionResults
      .filter((one) => one.status === 'failed')
      .map((one) => `${at} > ${one.fullName}: ${firstLine(one.failureMessages[0])}`);
  });
}

/**
 * The same of a Playwright run; a test that passed only at a second try is named too.
 * @param {string} file path of the JSON report
 * @returns {string[]}
 */
export function playwrightFailures(file) {
  const report = readJson(file);
  /** @typedef {{ title: string, file: string, suites?: Suite[], specs?: { title: string, file: string, tests: { status: string, results: { error?: { message?: string } }[] }[] }[] }} Suite */
  /** @param {Suite} suite @returns {string[]} */
  const ofSuite = ({ suites = [], specs = [] }) => [
    ...specs.flatMap((spec) =>
      spec.tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(
          ({ results }) =>
            `${spec.file} > ${spec.title}: ${firstLine(results.find(({ error }) => error)?.error?.message)}`,
        ),
    ),
    ...suites.flatMap(ofSuite),
  ];
  /** @type {{ message?: string }[]} */
  const outside = report?.errors ?? [];
  return [...(report?.suites ?? []).flatMap(ofSuite), ...outside.map(({ message }) => firstLine(message))];
}

/** @param {TestCounts[]} counts @returns {TestCounts} */
export function sumCounts(counts) {
  const sum = (/** @type {keyof TestCounts} */ key) => counts.reduce((total, one) => total + one[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** The closing line, in a form that tools recognise. @param {TestCounts} counts */
export const countsLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** How a line of `failureLines` begins. */
const FAILURE = '  failed: ';

/** Names what failed, for the end of a log. @param {string[]} failures */
export const failureLines = (failures) => failures.map((failure) => `${FAILURE}${failure}\n`).join('');

/** What `failureLines` wrote, out of the output of a command. @param {string} output @returns {string[]} */
export const readFailures = (output) =>
  output.split('\n').flatMap((line) => (line.startsWith(FAILURE) ? [line.slice(FAILURE.length)] : []));
