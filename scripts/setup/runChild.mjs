import { spawn } from 'node:child_process';

const verbose = process.env.HARTOMAT_SETUP_VERBOSE === '1';
const onPosix = process.platform !== 'win32';
/** @type {Set<import('node:child_process').ChildProcess>} */
const living = new Set();

/** @param {import('node:child_process').ChildProcess} child */
function killTree(child) {
  if (child.pid === undefined) return;
  try {
    if (onPosix) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It has ended by itself: nothing is left to kill.
  }
}

// A set-up that is interrupted must not leave a download or a compiler running.
process.on('exit', () => living.forEach(killTree));

/**
 * Runs a program to its end and never throws for the program's own failure: the caller knows what a failure means.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, limitMs: number, signal?: AbortSignal, shell?: boolean }} options
 *   limitMs: the whole process group is killed after this time
 * @returns {Promise<{ ok: boolean, code: number | null, stdout: string, stderr: string, timedOut: boolean, missing: boolean }>}
 *   missing: there is no such program
 */
export function runChild(command, args, { cwd, env = process.env, limitMs, signal, shell = false }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, shell, detached: onPosix, stdio: ['ignore', 'pipe', 'pipe'] });
    living.add(child);
    let stdout = '';
    let stderr = '';
    let timedOut = false;
    let missing = false;
    const limit = setTimeout(() => {
      timedOut = true;
      killTree(child);
    }, limitMs);
    const abort = () => killTree(child);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout = (stdout + text).slice(-1_000_000);
      if (verbose) process.stderr.write(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr = (stderr + text).slice(-1_000_000);
      if (verbose) process.stderr.write(text);
    });
    child.on('error', (error) => {
      missing = /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT';
      stderr += error.message;
      if (child.pid === undefined) finish(null);
    });
    child.on('close', finish);

    /** @param {number | null} code */
    function finish(code) {
      clearTimeout(limit);
      signal?.removeEventListener('abort', abort);
      living.delete(child);
      resolve({ ok: code === 0, code, stdout, stderr, timedOut, missing });
    }
  });
}

/**
 * The last lines of a program's output, for an error message.
 * @param {{ stdout: string, stderr: string, timedOut?: boolean }} result
 */
export function lastLines({ stdout, stderr, timedOut }, count = 12) {
  const text = (stderr.trim() || stdout.trim()).split('\n').slice(-count).join('\n');
  return timedOut ? `${text}\n(stopped: it took too long)`.trim() : text;
}
