import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The clone: tests are started in it. */
export const cloneFolder = resolve(import.meta.dirname, '..', '..', '..');

/** The Electron that set-up found. Throws where set-up has not run. */
export function electronProgram(): string {
  const named = process.env['HARTOMAT_ELECTRON'];
  if (named) return named;
  const record = join(cloneFolder, '.runtime', 'electron', 'runtime.json');
  if (!existsSync(record)) throw new Error('There is no Electron yet: run npm run setup.');
  return (JSON.parse(readFileSync(record, 'utf8')) as { program: string }).program;
}
