import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bundleScript } from '../../support/bundleScript.ts';

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

/** Bundles `<name>.child.ts` of this folder and starts it on plain Node. */
export async function startChild(name: string, ...parameters: string[]): Promise<ChildScript> {
  const script = await bundleScript(join(import.meta.dirname, `${name}.child.ts`));
  return follow(spawn(process.execPath, [script, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] }));
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
