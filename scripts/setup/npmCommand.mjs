import { runChild } from './runChild.mjs';

/**
 * Runs npm: the one we were started by, if any, so that the user's choice of version and settings holds.
 * @param {string[]} args
 * @param {{ cwd: string, limitMs: number, signal?: AbortSignal }} options
 */
export function npm(args, options) {
  const started = process.env.npm_execpath;
  if (started?.endsWith('.js')) return runChild(process.execPath, [started, ...args], options);
  return runChild('npm', args, { ...options, shell: process.platform === 'win32' });
}
