import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Runs a program that speaks to the terminal itself, hands on what stops us, and answers with its exit code.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, limitMs?: number }} [options] limitMs: ended after this time, code 124
 * @returns {Promise<number>} 128 + number of the signal where a signal ended it, as shells do; 127 where it cannot start
 */
export function runInherited(command, args, { cwd, env = process.env, limitMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
    let late = false;
    const limit = limitMs
      ? setTimeout(() => {
          late = true;
          process.stderr.write(`${command} is ended: it ran longer than ${Math.round(limitMs / 1000)} s\n`);
          child.kill('SIGTERM');
          setTimeout(() => child.kill('SIGKILL'), 5000).unref();
        }, limitMs)
      : undefined;
    /** @type {NodeJS.Signals[]} */
    const handed = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const handOn = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
    handed.forEach((signal) => process.on(signal, handOn));
    const finish = (/** @type {number} */ code) => {
      clearTimeout(limit);
      handed.forEach((signal) => process.off(signal, handOn));
      resolve(code);
    };
    child.on('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      finish(127);
    });
    child.on('exit', (code, signal) => finish(late ? 124 : (code ?? 128 + (signal ? constants.signals[signal] : 0))));
  });
}
