import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stampDir } from './clonePaths.mjs';

/**
 * Says cheaply whether a file is still the one that was looked at: size and time of change, '' where it is absent.
 * @param {string} file
 */
export function fileSignature(file) {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats ? `${stats.size}:${stats.mtimeMs}` : '';
}

/**
 * @param {string} file
 * @returns {any} undefined where the file is absent or is not JSON
 */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Whole or not at all: a reader never sees half a file.
 * @param {string} file
 * @param {unknown} value
 */
export function writeJson(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}.partial`;
  writeFileSync(partial, JSON.stringify(value, null, 2) + '\n');
  renameSync(partial, file);
}

/**
 * What a step found out the last time, so that it need not ask again while nothing changed.
 * @param {string} name
 */
export const readStamp = (name) => readJson(join(stampDir, `${name}.json`));

/**
 * @param {string} name
 * @param {unknown} value
 */
export const writeStamp = (name, value) => writeJson(join(stampDir, `${name}.json`), value);
