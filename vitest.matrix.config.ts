import { defineConfig } from 'vitest/config';

/** The comparison across Blender versions: it needs all of them, so it runs only with npm run test:blender-matrix. */
export default defineConfig({
  test: {
    include: ['tests/integration/blenderMatrix/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
