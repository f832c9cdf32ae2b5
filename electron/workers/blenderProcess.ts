import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';
import { type CommandContext, blenderArguments, blenderEnvironment } from './blenderCommand.ts';
import { removePidRecord, writePidRecord } from './pidRecords.ts';
import { findProcess } from './processTable.ts';
import { killTree } from './processTree.ts';
import { type ScriptLine, scriptLineSchema } from './workerProtocol.ts';

/** How a process ended. `tail`: the last lines that it printed. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly tail: string;
  /** It could not even be started: why. */
  readonly startError: string | null;
}

export interface ProcessOptions {
  readonly runtime: BlenderRuntime;
  readonly scripts: string;
  readonly stateFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Unique; names its folder and its pid record and marks its tree. */
  readonly tag: string;
  /** A batch file for a process that ends with it, or null for one that serves batch after batch. */
  readonly batchFile: string | null;
}

const TAIL_CHARACTERS = 8000;
/** Cycles prints one such line a sample up to 4.5. */
const NOISE = /^Fra:\d+ Mem:/;

/**
 * One Blender process: started in its own process group, with its own folder and a pid record. Lines of our script go
 * to `onLine`, everything else that it prints to `onText`. Exactly one of `end` and its own death closes it; in both
 * cases the whole tree is confirmed dead before `exited` resolves.
 */
export class BlenderProcess {
  readonly pid: number | null;
  readonly exited: Promise<ProcessExit>;
  /** Batches that were handed to it. */
  jobs = 0;
  onLine: (line: ScriptLine) => void = () => undefined;
  onText: (text: string) => void = () => undefined;

  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  private readonly options: ProcessOptions;
  private readonly folder: string;
  private start: string | null = null;
  private tail = '';
  private ended = false;

  constructor(options: ProcessOptions) {
    this.options = options;
    this.folder = join(options.stateFolder, 'processes', options.tag);
    mkdirSync(join(this.folder, 'tmp'), { recursive: true });
    mkdirSync(join(this.folder, 'user'), { recursive: true });
    const context: CommandContext = {
      runtime: options.runtime,
      scripts: options.scripts,
      environment: options.environment,
      folder: this.folder,
      bytecodeFolder: join(options.stateFolder, 'bytecode'),
      isReadOnly: isReadOnly(options.runtime.environment.PYTHONPATH),
      tag: options.tag,
      ownerPid: process.pid,
    };
    const work = options.batchFile === null ? ['--serve'] : [options.batchFile];
    this.child = spawn(options.runtime.executable, blenderArguments(context, [...work, '--owned']), {
      cwd: this.folder,
      env: blenderEnvironment(context),
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own, so that it can be ended as a whole. On Windows this would open a console.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.pid = this.child.pid ?? null;
    this.exited = this.follow();
  }

  get alive(): boolean {
    return !this.ended;
  }

  /** Hands the next batch to a serving process. */
  send(batchFile: string): void {
    this.jobs += 1;
    this.child.stdin.write(`${batchFile}\n`);
  }

  /** Asks it to stop, waits `graceMs`, kills the tree. Resolves when nothing of it is alive. */
  async end(graceMs: number): Promise<void> {
    if (!this.ended) {
      this.child.stdin.end('cancel\n');
      if (this.pid !== null) await killTree(this.identity(), graceMs);
    }
    await this.exited;
  }

  /** How it ended, once it has; after `limitMs` it is ended. For a process that has done its work. */
  async leave(limitMs: number): Promise<ProcessExit> {
    const timer = setTimeout(() => void this.end(0), limitMs);
    return this.exited.finally(() => clearTimeout(timer));
  }

  private identity(): { pid: number; start: string | null; tag: string } {
    return { pid: this.pid ?? -1, start: this.start, tag: this.options.tag };
  }

  private async follow(): Promise<ProcessExit> {
    const closed = new Promise<Omit<ProcessExit, 'tail'>>((resolve) => {
      this.child.once('error', (error) => {
        if (this.pid === null) resolve({ code: null, signal: null, startError: error.message });
      });
      // Not `close`: a grandchild may keep the pipes open for ever.
      this.child.once('exit', (code, signal) => resolve({ code, signal, startError: null }));
    });
    // Writing to a process that is gone is no news: its exit tells.
    this.child.stdin.on('error', () => undefined);
    createInterface({ input: this.child.stdout }).on('line', (text) => this.takeLine(text));
    createInterface({ input: this.child.stderr }).on('line', (text) => this.takeText(text));
    if (this.pid !== null) await this.record(this.pid);
    const exit = await closed;
    await this.drained();
    this.ended = true;
    if (this.pid !== null) await killTree(this.identity(), 0);
    await rm(this.folder, { recursive: true, force: true });
    removePidRecord(this.options.stateFolder, this.options.tag);
    return { ...exit, tail: this.tail };
  }

  private async record(pid: number): Promise<void> {
    const record = { pid, tag: this.options.tag, folder: this.folder };
    const owner = { pid: process.pid, start: null };
    writePidRecord(this.options.stateFolder, { ...record, start: null, owner });
    const [own, parent] = await Promise.all([findProcess(pid), findProcess(process.pid)]);
    this.start = own?.start ?? null;
    if (!this.ended)
      writePidRecord(this.options.stateFolder, {
        ...record,
        start: this.start,
        owner: { pid: process.pid, start: parent?.start ?? null },
      });
  }

  /** What it printed last may still be on its way; a grandchild that holds the pipes is not waited for. */
  private async drained(): Promise<void> {
    const streams = [this.child.stdout, this.child.stderr];
    const ends = streams.map((stream) => new Promise<void>((resolve) => stream.once('close', resolve)));
    const limit = new Promise<void>((resolve) => setTimeout(resolve, 250).unref());
    await Promise.race([Promise.all(ends), limit]);
    for (const stream of streams) stream.destroy();
  }

  private takeLine(text: string): void {
    const parsed = text.startsWith('{') ? scriptLineSchema.safeParse(parseJson(text)) : null;
    if (parsed?.success) this.onLine(parsed.data);
    else this.takeText(text);
  }

  private takeText(text: string): void {
    if (!text.trim() || NOISE.test(text)) return;
    this.tail = `${this.tail}${text}\n`.slice(-TAIL_CHARACTERS);
    this.onText(text);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Of the folder that holds the module; a program keeps its Python as it likes. */
function isReadOnly(folder: string | undefined): boolean {
  if (folder === undefined) return false;
  try {
    accessSync(folder, constants.W_OK);
    return false;
  } catch {
    return true;
  }
}
