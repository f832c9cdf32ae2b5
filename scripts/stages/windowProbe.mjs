import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../setup/clonePaths.mjs';
import { seconds } from '../setup/stepReporter.mjs';

/** From `npm start` to a window with words in it, when everything is in place. */
const BOUND_MS = 5000;
const LIMIT_MS = 60_000;

/** Starts the application as a person does and waits until its window shows something. */
async function probe() {
  const started = performance.now();
  const child = spawn('npm', ['start', '--', '--remote-debugging-port=0'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  try {
    const address = await debuggerAddress(child);
    const { chromium } = await import('@playwright/test');
    const browser = await chromium.connectOverCDP(address);
    const page = await firstPage(browser);
    await page.waitForFunction(() => document.body.innerText.trim().length > 20, undefined, { timeout: LIMIT_MS });
    const took = performance.now() - started;
    const title = await page.title();
    await browser.close();
    return { took, title };
  } finally {
    clearTimeout(limit);
    if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await Promise.race([ended, wait(10_000)]);
    if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
  }
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<string>} */
function debuggerAddress(child) {
  return new Promise((resolve, reject) => {
    let heard = '';
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      heard += text;
      const address = /DevTools listening on (ws:\S+)/.exec(heard)?.[1];
      if (address) resolve(address);
    });
    child.once('exit', () => reject(new Error(`npm start ended without a window:\n${heard}`)));
  });
}

/** @param {import('@playwright/test').Browser} browser */
async function firstPage(browser) {
  for (const until = performance.now() + LIMIT_MS; performance.now() < until; await wait(50)) {
    const page = browser.contexts()[0]?.pages()[0];
    if (page) return page;
  }
  throw new Error('The application opened no window.');
}

try {
  const first = await probe();
  process.stdout.write(`Window "${first.title}" with content after ${seconds(first.took)}\n`);
  const second = await probe();
  const kept = second.took <= BOUND_MS;
  const verdict = kept ? 'kept' : 'MISSED';
  process.stdout.write(`Second start: ${seconds(second.took)} (bound ${seconds(BOUND_MS)}): ${verdict}\n`);
  process.exit(kept ? 0 : 1);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
