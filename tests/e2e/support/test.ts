import { test as base } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LaunchOptions, launchApp, type RunningApp } from './runningApp.ts';

interface Fixtures {
  /** An application of its own for this test, with an empty data folder. */
  readonly app: RunningApp;
  /** An empty data folder that outlives the applications started on it, and how to start one. */
  readonly home: string;
  readonly launch: (options?: LaunchOptions) => Promise<RunningApp>;
}

/** Every application that a test starts is closed and looked through for unnoticed faults at its end. */
export const test = base.extend<Fixtures>({
  home: async ({ playwright: _playwright }, use) => {
    const home = mkdtempSync(join(tmpdir(), 'hartomat-e2e-'));
    await use(home);
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },
  launch: async ({ home }, use) => {
    const started: RunningApp[] = [];
    await use(async (options) => {
      const app = await launchApp({ home, ...options });
      started.push(app);
      return app;
    });
    for (const app of started) await app.close();
  },
  app: async ({ playwright: _playwright }, use) => {
    const app = await launchApp();
    await use(app);
    await app.close();
  },
});

export { expect } from '@playwright/test';

/**
 * One application for all tests of a file, where they do not change what the next one relies on.
 * Starting one takes a second or two.
 */
export function shareApp(options: LaunchOptions = {}): () => RunningApp {
  let shared: RunningApp | null = null;
  base.beforeAll(async () => {
    shared = await launchApp(options);
  });
  base.afterAll(async () => {
    await shared?.close();
  });
  return () => {
    if (!shared) throw new Error('The application is started before the first test of the file.');
    return shared;
  };
}
