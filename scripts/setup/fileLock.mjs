import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SetupError } from './setupError.mjs';

/** @param {string} file */
function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} file @returns {boolean} */
function tryTake(file) {
  // The file appears with its content in one step (link), so that nobody ever reads an empty one and calls it stale.
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Takes a lock away from a process that died with it. Two may try at once: only one rename succeeds. @param {string} file */
function clearDead(file) {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
    // Between the look and the rename another process may have taken it: put a living holder's lock back.
    if (isAlive(holderOf(aside))) linkSync(aside, file);
  } catch {
    // Someone else was quicker.
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Lets one process at a time do the work. A lock of a process that is gone is taken over.
 * @template T
 * @param {string} file
 * @param {{ limitMs: number, onWait: (pid: number) => void }} options onWait is called once, with the holder's process id
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {SetupError} SETUP_LOCKED when the holder does not finish in time
 */
export async function withFileLock(file, { limitMs, onWait }, work) {
  mkdirSync(dirname(file), { recursive: true });
  const until = performance.now() + limitMs;
  for (let told = false; !tryTake(file);) {
    const pid = holderOf(file);
    if (pid !== process.pid && isAlive(pid)) {
      if (!told) onWait(pid);
      told = true;
      if (performance.now() > until) {
        const remedy = `If process ${pid} is no set-up or build of this clone, delete ${file} and try again.`;
        throw new SetupError('SETUP_LOCKED', `Process ${pid} holds ${file} and does not finish.`, remedy);
      }
      await wait(250);
    } else clearDead(file);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
