import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The project's folder. */
export const projectRoot = resolve(import.meta.dirname, '../../..');

/**
 * Loads a module of scripts/. They run before any package is installed, so they are plain JavaScript outside of the
 * compiled projects: T states what the test uses of them.
 */
export async function loadScript<T>(path: string): Promise<T> {
  const url = pathToFileURL(join(projectRoot, 'scripts', path)).href;
  return (await import(/* @vite-ignore */ url)) as T;
}
