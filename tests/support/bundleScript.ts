import { rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
/** Packages that carry binaries: they are found in node_modules from the bundle too. */
const unbundled = ['electron', 'better-sqlite3', 'sharp', 'piscina', '@bitbybit-dev/occt'];

const folder = join(root, '.cache/test-scripts', String(process.pid));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bundles one of our TypeScript files, so that a process of its own can run it; the path of the JavaScript. */
export async function bundleScript(source: string): Promise<string> {
  const name = basename(source, '.ts');
  await mkdir(folder, { recursive: true });
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: unbundled },
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: { [name]: source },
        external: [...unbundled, ...builtinModules, /^node:/, /^@bitbybit-dev\/occt\//, /^@img\//],
        output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  });
  return join(folder, `${name}.js`);
}
