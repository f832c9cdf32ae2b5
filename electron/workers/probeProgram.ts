import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';
import { blenderEnvironment } from './blenderCommand.ts';
import { unusable, withVersion } from './blenderProblem.ts';
import { killTree } from './processTree.ts';

interface Answer {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
  /** Why it could not be started (ENOENT, EACCES, ENOEXEC …). */
  readonly startError: string | null;
  readonly late: boolean;
}

const OUTPUT_LIMIT = 20_000;
const VERSION = /^Blender (\d+\.\d+(?:\.\d+)?)/m;
const CANNOT_LOAD = /error while loading shared libraries|Library not loaded|ImportError|cannot open shared object/;

/**
 * Starts the runtime with `--version`, in a process group of its own that is dead when this returns. `path` is how
 * the user knows it. Never throws for a bad program.
 */
export async function probeProgram(
  runtime: BlenderRuntime,
  path: string,
  options: { environment: NodeJS.ProcessEnv; seconds: number },
): Promise<BlenderRuntime> {
  const answer = await askVersion(runtime, options);
  const version = VERSION.exec(answer.output)?.[1];
  if (version) return withVersion(runtime, version, path);
  if (answer.late)
    return unusable(runtime, 'blender.broken', `${path} did not tell its version within ${options.seconds} s.`);
  const cause = answer.errors.split('\n').find((line) => CANNOT_LOAD.test(line));
  if (cause) return unusable(runtime, 'blender.broken', `${path} does not start: ${cause.trim()}`);
  if (answer.signal !== null)
    return unusable(runtime, 'blender.broken', `${path} does not start: it was ended by ${answer.signal}.`);
  if (runtime.kind === 'module')
    return unusable(runtime, 'blender.broken', `${path} does not start: ${lastLine(answer) || 'it says nothing.'}`);
  if (answer.startError)
    return unusable(runtime, 'blender.not_blender', `${path} is not a program that can be started.`);
  return unusable(runtime, 'blender.not_blender', `${path} is a program, but not Blender.`);
}

async function askVersion(
  runtime: BlenderRuntime,
  options: { environment: NodeJS.ProcessEnv; seconds: number },
): Promise<Answer> {
  const folder = await mkdtemp(join(tmpdir(), 'hartomat-probe-'));
  try {
    await Promise.all(['tmp', 'user'].map((name) => mkdir(join(folder, name))));
    const tag = `probe-${randomUUID()}`;
    const environment = blenderEnvironment({
      runtime,
      scripts: '',
      environment: options.environment,
      folder,
      bytecodeFolder: join(folder, 'bytecode'),
      tag,
      ownerPid: process.pid,
    });
    return await follow(runtime, environment, folder, tag, options.seconds);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function follow(
  runtime: BlenderRuntime,
  environment: NodeJS.ProcessEnv,
  folder: string,
  tag: string,
  seconds: number,
): Promise<Answer> {
  let child;
  try {
    child = spawn(runtime.executable, [...runtime.prefixArguments, '--version'], {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
  } catch (thrown) {
    // A file without a known format is refused at once, not by an event.
    return { code: null, signal: null, output: '', errors: '', startError: String(thrown), late: false };
  }
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(0, OUTPUT_LIMIT)));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-OUTPUT_LIMIT)));
  const ended = new Promise<Pick<Answer, 'code' | 'signal' | 'startError'>>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, startError: error.message }));
    // Not `close`: a grandchild may hold the pipes for ever.
    child.once('exit', (code, signal) => setTimeout(() => resolve({ code, signal, startError: null }), DRAIN_MS));
    child.once('close', (code, signal) => resolve({ code, signal, startError: null }));
  });
  let late = false;
  const identity = { pid: child.pid ?? -1, start: null, tag };
  const timer = setTimeout(() => {
    late = true;
    if (child.pid !== undefined) void killTree(identity, 0);
  }, seconds * 1000);
  const exit = await ended.finally(() => clearTimeout(timer));
  child.stdout.destroy();
  child.stderr.destroy();
  if (child.pid !== undefined) await killTree(identity, 0);
  return { ...exit, output, errors, late };
}

/** After the end of the program its last words may still be in the pipe. */
const DRAIN_MS = 250;

const lastLine = ({ errors, output }: Answer): string => (errors || output).trim().split('\n').at(-1)?.trim() ?? '';
