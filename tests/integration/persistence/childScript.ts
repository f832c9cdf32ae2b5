import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../../..');

/** A process of its own that runs one of our TypeScript files and tells, line by line, how far it is. */
export interface ChildScript {
  /** Waits for this line. @throws when the process ends before */
  line(text: string): Promise<void>;
  /** Lines so far. */
  readonly lines: readonly string[];
  /** Ends it at once, as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Waits for its end; its exit code. */
  end(): Promise<number | null>;
}

/** Bundles `<name>.ts` of this folder and starts it on plain Node. */
export async function startChild(name: string, ...parameters: string[]): Promise<ChildScript> {
  const folder = join(root, '.cache/test-children', String(process.pid));
  await mkdir(folder, { recursive: true });
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3', 'sharp'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: { [name]: join(import.meta.dirname, `${name}.ts`) },
        external: ['better-sqlite3', 'sharp', ...builtinModules, /^node:/],
        output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  });
  return follow(
    spawn(process.execPath, [join(folder, `${name}.js`), ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
}

function follow(child: ChildProcess): ChildScript {
  const lines: string[] = [];
  const waiting = new Map<string, () => void>();
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  createInterface({ input: child.stdout! }).on('line', (text) => {
    lines.push(text);
    waiting.get(text)?.();
  });
  return {
    lines,
    async line(text) {
      if (lines.includes(text)) return;
      const seen = new Promise<void>((resolveLine) => waiting.set(text, resolveLine));
      const early = ended.then((code) => {
        if (!lines.includes(text)) throw new Error(`The child ended (${code}) before it said "${text}".`);
      });
      await Promise.race([seen, early]);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    end: () => ended,
  };
}
