import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openDatabase } from '../../../electron/persistence/database.ts';
import type { RunListRecord } from '../../../electron/persistence/repositories/runRecord.ts';
import { loadScript, projectRoot } from '../../unit/setup/loadScript.ts';
import { seedOutputType, tinyOutputType } from '../../support/tinyOutputType.ts';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Hartomat {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when it has said something like it on standard error. */
  says(text: RegExp): Promise<void>;
}

/** The command line as it ships, built from the sources as they are. */
export async function buildCommandLine(): Promise<void> {
  const { build } = await loadScript<{ build: (options: { quiet: boolean }) => Promise<void> }>('build.mjs');
  await build({ quiet: true });
}

/** A folder with a data folder in it that knows the output type `still_tiny`. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'hartomat-cli-'));
  readonly home = join(this.folder, 'home');
  readonly #migrations = join(projectRoot, 'migrations');

  /** `program`: another build of the command line than that of this clone. */
  start(
    args: readonly string[],
    environment: Record<string, string> = {},
    program = join(projectRoot, 'dist/main/cli.js'),
  ): Hartomat {
    const { INIT_CWD: _folder, HARTOMAT_BLENDER: _blender, HARTOMAT_TEST_BLENDER: chosen, ...rest } = process.env;
    const env = { ...rest, ...(chosen ? { HARTOMAT_BLENDER: chosen } : {}), HARTOMAT_HOME: this.home, ...environment };
    return follow(spawn(process.execPath, [program, ...args], { cwd: this.folder, env }));
  }

  run(args: readonly string[], environment: Record<string, string> = {}, program?: string): Promise<Ended> {
    return this.start(args, environment, program).ended;
  }

  knowTinyOutputType(): void {
    seedOutputType({ home: this.home, migrations: this.#migrations, outputType: tinyOutputType });
  }

  /** All runs, newest first, as the database has them while nobody else uses it. */
  runs(): RunListRecord[] {
    const opened = openDatabase({ home: this.home, migrations: this.#migrations, clock: () => new Date() });
    if (!opened.database) throw new Error(opened.status.message);
    const runs = opened.database.runs.list({ limit: 100 });
    opened.database.close();
    return runs;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function follow(child: ReturnType<typeof spawn>): Hartomat {
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
    for (const listener of listeners) listener();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, ...said });
      for (const listener of listeners) listener();
    });
  });
  return {
    pid: child.pid!,
    ended,
    kill: (signal) => void child.kill(signal),
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (text.test(said.stderr)) resolve();
          else if (child.exitCode !== null) reject(new Error(`It ended and never said ${text}:\n${said.stderr}`));
        };
        listeners.add(look);
        look();
      }),
  };
}

/** The one document on standard output. */
export function documentOf<T = Record<string, unknown>>({ stdout, stderr }: Ended): T {
  expect(stderr, 'no stack trace').not.toMatch(/^\s+at .*:\d+/m);
  expect(stdout, 'no stack trace').not.toMatch(/^\s+at .*:\d+/m);
  return JSON.parse(stdout) as T;
}
