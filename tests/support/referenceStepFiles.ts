import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Path of one of the CAx-IF reference files, which may not be part of this project: looked for in HARTOMAT_FIXTURES and
 * in ../shared/fixtures beside the clone. Null, with the reason on the console, when it is not at hand.
 */
export function referenceStepFile(name: string): string | null {
  const folders = [process.env['HARTOMAT_FIXTURES'], resolve(import.meta.dirname, '../../../shared/fixtures')];
  for (const folder of folders) {
    if (!folder) continue;
    for (const path of [join(folder, 'step', name), join(folder, name)]) if (existsSync(path)) return path;
  }
  console.info(`${name} is not at hand (set HARTOMAT_FIXTURES): its checks are left out.`);
  return null;
}
