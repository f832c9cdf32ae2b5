import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadScript, projectRoot } from './loadScript.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const { satisfies } = await loadScript<{ satisfies: (running: string, range: string) => boolean }>(
  'setup/nodeVersion.mjs',
);
const { matchesLock } = await loadScript<{ matchesLock: (lock: object, installed: object | undefined) => boolean }>(
  'setup/npmPackages.mjs',
);
const { licenceIsAllowed } = await loadScript<{ licenceIsAllowed: (expression: string, name: string) => boolean }>(
  'check/licences.mjs',
);
const { vitestCounts, playwrightCounts, ...failures } = await loadScript<{
  vitestCounts: (file: string) => Counts;
  playwrightCounts: (file: string) => Counts;
  vitestFailures: (file: string) => string[];
  playwrightFailures: (file: string) => string[];
  failureLines: (failures: string[]) => string;
  readFailures: (output: string) => string[];
}>('stages/testCounts.mjs');
const { readmeCommands, closingLines } = await loadScript<{
  readmeCommands: (markdown: string) => string[];
  closingLines: (output: string) => Counts[];
}>('readmeCommands.mjs');
const { boundIsKept } = await loadScript<{ boundIsKept: (figure: object) => boolean }>('bench.mjs');

it.each([
  ['20.15.0', true],
  ['22.0.0', true],
  ['20.14.9', false],
  ['18.20.0', false],
])('Node %s satisfies >=20.15: %s', (version, expected) => {
  expect(satisfies(version, '>=20.15')).toBe(expected);
});

describe('installed packages', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/vite': { version: '8.3.8' },
      'node_modules/@rollup/other-system': { version: '1.0.0', optional: true },
    },
  };
  it('match the lock file without the optional ones of other systems', () => {
    expect(matchesLock(lock, { packages: { 'node_modules/vite': { version: '8.3.8' } } })).toBe(true);
  });
  it('do not match in another version, or when nothing is installed', () => {
    expect(matchesLock(lock, { packages: { 'node_modules/vite': { version: '8.3.7' } } })).toBe(false);
    expect(matchesLock(lock, undefined)).toBe(false);
  });
});

it.each([
  ['MIT', 'any', true],
  ['(WTFPL OR GPL-3.0-only)', 'any', true],
  ['Apache-2.0 AND LGPL-3.0-or-later AND MIT', '@img/sharp-wasm32', true],
  ['LGPL-3.0-or-later', 'something-else', false],
  ['GPL-3.0-only', 'any', false],
  ['none named', 'any', false],
])('licence %s of %s is allowed: %s', (expression, name, expected) => {
  expect(licenceIsAllowed(expression, name)).toBe(expected);
});

describe('counting tests', () => {
  const withReport = <T>(report: unknown, count: (file: string) => T): T => {
    const folder = mkdtempSync(join(tmpdir(), 'hartomat-counts-'));
    try {
      const file = join(folder, 'report.json');
      writeFileSync(file, JSON.stringify(report));
      return count(file);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  it('takes a file that could not be loaded as a failure, though it holds no test', () => {
    const report = {
      numPassedTests: 4,
      numFailedTests: 0,
      numPendingTests: 1,
      numTodoTests: 0,
      testResults: [{ status: 'failed', assertionResults: [] }],
    };
    expect(withReport(report, vitestCounts)).toEqual({ passed: 4, failed: 1, skipped: 1 });
  });

  it('takes a test that passed only at its second try as a failure', () => {
    const report = { stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 0 }, errors: [] };
    expect(withReport(report, playwrightCounts)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('takes a runner that left no report as a failure', () => {
    expect(vitestCounts('/no/such/report.json').failed).toBe(1);
    expect(playwrightCounts('/no/such/report.json').failed).toBe(1);
  });

  it('names what failed with the first line of why, without colours', () => {
    const failed = {
      status: 'failed',
      fullName: 'a tree grows',
      failureMessages: ['\n\u001b[31mError: no water\u001b[39m\n  at x'],
    };
    const testResults = [
      {
        name: join(projectRoot, 'tests/a.test.ts'),
        status: 'failed',
        assertionResults: [failed, { status: 'passed' }],
      },
      { name: join(projectRoot, 'tests/b.test.ts'), status: 'failed', message: 'no such module', assertionResults: [] },
    ];
    const named = withReport({ testResults }, failures.vitestFailures);
    expect(named).toEqual(['tests/a.test.ts > a tree grows: Error: no water', 'tests/b.test.ts: no such module']);
    expect(failures.readFailures(`before\n${failures.failureLines(named)}0 passed, 2 failed, 0 skipped\n`)).toEqual(
      named,
    );
  });

  it('names what failed end to end, and what broke outside of every test', () => {
    const results = [{ error: { message: 'Timed out\nafter 5 s' } }];
    const spec = { title: 'it opens', file: 'open.test.ts', tests: [{ status: 'unexpected', results }] };
    const report = { suites: [{ suites: [{ specs: [spec] }] }], errors: [{ message: 'no display' }] };
    expect(withReport(report, failures.playwrightFailures)).toEqual([
      'open.test.ts > it opens: Timed out',
      'no display',
    ]);
  });

  it('finds closing lines in a longer output', () => {
    expect(closingLines('x\n3 passed, 0 failed, 1 skipped\ny 5 passed, 0 failed, 0 skipped\n')).toEqual([
      { passed: 3, failed: 0, skipped: 1 },
    ]);
  });
});

it('reads the commands of a README from its sh blocks, each once', () => {
  const markdown = '```sh\nnpm start\n\n# a comment\nnpm test\n```\ntext\n```json\n{}\n```\n```sh\nnpm test\n```\n';
  expect(readmeCommands(markdown)).toEqual(['npm start', 'npm test']);
});

it('keeps a bound by its direction, and has nothing to keep without one', () => {
  expect(boundIsKept({ value: 2, bound: { op: '>=', value: 1.8 } })).toBe(true);
  expect(boundIsKept({ value: 2, bound: { op: '<=', value: 1.8 } })).toBe(false);
  expect(boundIsKept({ value: 2 })).toBe(true);
  expect(boundIsKept({ value: Number.NaN, bound: { op: '<=', value: 1 } })).toBe(false);
});
