import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { confine } from '../../../electron/media/confine.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hartomat-confine-')));
const root = join(folder, 'home');
mkdirSync(join(root, 'runs'), { recursive: true });
mkdirSync(join(folder, 'home-of-another'));
writeFileSync(join(root, 'runs/picture.png'), 'x');
writeFileSync(join(folder, 'secret'), 'x');
symlinkSync(join(folder, 'secret'), join(root, 'runs/link'));
symlinkSync(folder, join(root, 'runs/up'));
symlinkSync('picture.png', join(root, 'runs/inner'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a path inside the root', () => {
  it.each([
    ['runs/picture.png', 'runs/picture.png'],
    ['runs/../runs/picture.png', 'runs/picture.png'],
    ['runs/inner', 'runs/picture.png'],
    ['runs/new/not-there-yet.png', 'runs/new/not-there-yet.png'],
    ['..name/that-only-looks-so', '..name/that-only-looks-so'],
    ['', ''],
  ])('%j', async (path, expected) => {
    expect(await confine(root, path)).toBe(join(root, expected));
  });

  it('also where the root is a link itself', async () => {
    const link = join(folder, 'link-to-home');
    symlinkSync(root, link);
    expect(await confine(link, 'runs/picture.png')).toBe(join(root, 'runs/picture.png'));
  });
});

describe('a path that leads out is refused', () => {
  it.each([
    '..',
    '../secret',
    'runs/../../secret',
    '../home-of-another/file',
    '/etc/passwd',
    'C:\\Windows',
    'c:relative',
    'runs/link',
    'runs/up/secret',
    'runs/up/not-there-yet',
    'runs/picture.png\0.txt',
  ])('%j', async (path) => {
    await expect(confine(root, path)).rejects.toMatchObject({ code: 'file.outside_project' });
  });
});
