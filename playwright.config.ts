import { defineConfig } from '@playwright/test';

/** End-to-end tests: the built application in a real Electron, one at a time, because Blender takes all there is. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
});
