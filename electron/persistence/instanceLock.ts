import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors/appError.ts';
import { toDatabaseError, withDatabaseErrors } from './databaseErrors.ts';
import { type ExclusiveLock, takeExclusiveLock } from './exclusiveLock.ts';

/** A running application (window or command line) as others see it. */
export interface Instance {
  readonly id: string;
  /** Ends the registration; the file goes too. Safe to call twice. */
  release(): void;
}

const SUFFIX = '.lock';
const REGISTER_WAIT_MILLISECONDS = 2000;

function folderOf(home: string): string {
  return join(home, 'instances');
}

/** Someone who clears dead instances may remove the file between its making and its locking. */
function isStillThere(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * Registers this process under an id that nobody else uses. The registration ends with the process, also by kill -9.
 * @throws AppError `home.unwritable`, `database.locked`
 */
export function registerInstance(options: { home: string; id: string }): Instance {
  const folder = folderOf(options.home);
  const path = join(folder, `${options.id}${SUFFIX}`);
  try {
    mkdirSync(folder, { recursive: true });
    let lock = takeExclusiveLock(path, REGISTER_WAIT_MILLISECONDS);
    while (lock && !isStillThere(path)) {
      lock.release();
      lock = takeExclusiveLock(path, REGISTER_WAIT_MILLISECONDS);
    }
    if (!lock) throw new AppError('database.locked', `The instance id ${options.id} is in use.`);
    return holder(options.id, path, lock);
  } catch (error) {
    const mapped = toDatabaseError(error);
    if (mapped instanceof AppError && mapped.code === 'database.locked') throw mapped;
    throw new AppError('home.unwritable', `The data folder ${options.home} cannot be written to.`, {
      details: { home: options.home },
      cause: error,
    });
  }
}

function holder(id: string, path: string, lock: ExclusiveLock): Instance {
  let held = true;
  return {
    id,
    release() {
      if (!held) return;
      held = false;
      lock.release();
      rmSync(path, { force: true });
    },
  };
}

function instanceFiles(home: string): { id: string; path: string }[] {
  const folder = folderOf(home);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => ({ id: name.slice(0, -SUFFIX.length), path: join(folder, name) }));
}

/** Ids of all instances whose process is alive, this one included. */
export function aliveInstances(home: string): Set<string> {
  return withDatabaseErrors(() => {
    const alive = new Set<string>();
    for (const { id, path } of instanceFiles(home)) {
      const lock = takeExclusiveLock(path, 0);
      if (lock) lock.release();
      else alive.add(id);
    }
    return alive;
  });
}

/** Removes what dead instances left; returns their ids. */
export function clearDead(home: string): string[] {
  return withDatabaseErrors(() => {
    const dead: string[] = [];
    for (const { id, path } of instanceFiles(home)) {
      const lock = takeExclusiveLock(path, 0);
      if (!lock) continue;
      // Removed while locked: an instance that is just registering under this file notices that it is gone.
      if (process.platform !== 'win32') rmSync(path, { force: true });
      lock.release();
      rmSync(path, { force: true });
      dead.push(id);
    }
    return dead;
  });
}
