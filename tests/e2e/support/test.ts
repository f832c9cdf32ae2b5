import { test as base } from '@playwright/test';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LaunchOptions, launchApp, type RunningApp } from './runningApp.ts';
import { sampleHome } from './sampleHome.ts';

interface Fixtures {
  /** Data folders begin as a first start leaves them, with the sample imported, instead of empty. */
  readonly withSample: boolean;
  /** An application of its own for this test, with a data folder of its own. */
  readonly app: RunningApp;
  /** A data folder that outlives the applications started on it, and how to start one. */
  readonly home: string;
  readonly launch: (options?: LaunchOptions) => Promise<RunningApp>;
}

async function newHome(withSample: boolean): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'hartomat-e2e-'));
  if (withSample) cpSync(await sampleHome(), home, { recursive: true });
  return home;
}

const removeHome = (home: string): void =>
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });

/** Every application that a test starts is closed and looked through for unnoticed faults at its end. */
export const test = base.extend<Fixtures>({
  withSample: [false, { option: true }],
  home: async ({ withSample }, use) => {
    const home = await newHome(withSample);
    await use(home);
    removeHome(home);
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
  app: async ({ home }, use) => {
    const app = await launchApp({ home });
    await use(app);
    await app.close();
  },
});

export { expect } from '@playwright/test';

/**
 * One application for all tests of a file, where they do not change what the next one relies on.
 * Starting one takes a second or two.
 */
export function shareApp(options: Omit<LaunchOptions, 'home'> & { withSample?: boolean } = {}): () => RunningApp {
  let shared: RunningApp | null = null;
  let home = '';
  base.beforeAll(async () => {
    home = await newHome(options.withSample ?? false);
    shared = await launchApp({ ...options, home });
  });
  base.afterAll(async () => {
    try {
      await shared?.close();
    } finally {
      removeHome(home);
    }
  });
  return () => {
    if (!shared) throw new Error('The application is started before the first test of the file.');
    return shared;
  };
}
