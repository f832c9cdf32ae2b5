import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The clone: tests and benches are started in it, some as a bundle that lies elsewhere. */
export const cloneFolder = process.cwd();

/** The Electron that set-up found. Throws where set-up has not run. */
export function electronProgram(): string {
  const named = process.env['HARTOMAT_ELECTRON'];
  if (named) return named;
  const record = join(cloneFolder, '.runtime', 'electron', 'runtime.json');
  if (!existsSync(record)) throw new Error('There is no Electron yet: run npm run setup.');
  return (JSON.parse(readFileSync(record, 'utf8')) as { program: string }).program;
}
