import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ensureApplicationFolders } from '../../../electron/services/applicationFolders.ts';

const folder = mkdtempSync(join(tmpdir(), 'hartomat-folders-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the data folder', () => {
  it('is made with the folders above it, and once more without a change', () => {
    const home = join(folder, 'new', 'home');
    ensureApplicationFolders(home);
    ensureApplicationFolders(home);
    const folders = ['blender', 'cache', 'cad', 'delivered', 'logs', 'previews', 'runs', 'thumbnails'];
    expect(readdirSync(home).sort()).toEqual(folders);
  });

  it('cannot be under a file', () => {
    writeFileSync(join(folder, 'file'), '');
    const home = join(folder, 'file', 'home');
    expect(() => ensureApplicationFolders(home)).toThrowError(expect.objectContaining({ code: 'home.unwritable' }));
  });

  it.runIf(process.platform === 'linux')('cannot be where the system makes folders only by itself', () => {
    expect(() => ensureApplicationFolders('/proc/hartomat/home')).toThrowError(
      expect.objectContaining({ code: 'home.unwritable' }),
    );
  });
});
