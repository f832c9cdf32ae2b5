import { defineConfig } from 'vitest/config';

/** Kept apart from vite.config.ts: tests run the sources on plain Node, without the renderer's plugins. */
export default defineConfig({
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/integration/**/*.test.ts'],
    exclude: ['tests/integration/blenderMatrix/**'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    globalSetup: [],
  },
});
