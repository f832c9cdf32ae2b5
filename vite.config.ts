import { svelte } from '@sveltejs/vite-plugin-svelte';
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

/** Packages that stay in node_modules: they carry binaries, wasm or worker files that a bundle would tear apart. */
const unbundled = ['electron', 'better-sqlite3', 'sharp', 'piscina', '@bitbybit-dev/occt'];
const nodeModules = [...unbundled, ...builtinModules, /^node:/, /^@bitbybit-dev\/occt\//, /^@img\//];

/** Entry points of the main-process bundle. Worker names are fixed: code addresses them by file URL beside main.js. */
const mainEntries = {
  main: at('electron/app/main.ts'),
  cli: at('electron/cli/main.ts'),
  'blender.worker': at('electron/workers/blender.worker.ts'),
  'cad.worker': at('electron/cad/cad.worker.ts'),
  'media.worker': at('electron/media/media.worker.ts'),
};

export default defineConfig({
  root: at('renderer'),
  base: './',
  plugins: [svelte({ configFile: at('svelte.config.js') })],
  environments: {
    client: {
      build: { outDir: at('dist/renderer'), emptyOutDir: true, target: 'chrome130', chunkSizeWarningLimit: 1500 },
    },
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external: unbundled, conditions: ['node', 'import', 'default'] },
      build: {
        outDir: at('dist/main'),
        emptyOutDir: true,
        target: 'node20',
        ssr: true,
        copyPublicDir: false,
        sourcemap: true,
        rolldownOptions: {
          input: mainEntries,
          external: nodeModules,
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'] },
      build: {
        outDir: at('dist/preload'),
        emptyOutDir: true,
        target: 'node20',
        ssr: true,
        copyPublicDir: false,
        rolldownOptions: {
          input: { preload: at('electron/preload/preload.ts') },
          external: ['electron'],
          // The sandbox loads CommonJS only, and one file only.
          output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'main', 'preload']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
});
