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

/** @param {TestCounts[]} counts @returns {TestCounts} */
export function sumCounts(counts) {
  const sum = (/** @type {keyof TestCounts} */ key) => counts.reduce((total, one) => total + one[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** The closing line, in a form that tools recognise. @param {TestCounts} counts */
export const countsLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
