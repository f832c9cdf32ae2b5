import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadScript } from './loadScript.ts';
import { zipOf } from './zipOf.ts';

const { unpackZip } = await loadScript<{
  unpackZip: (
    zip: string,
    folder: string,
    options?: { rename?: (name: string) => string | undefined; onBytes?: (bytes: number) => void },
  ) => Promise<void>;
}>('setup/readZip.mjs');
const { extractTarGzMember } = await loadScript<{
  extractTarGzMember: (archive: string, member: string, to: string) => Promise<void>;
}>('setup/readTarGz.mjs');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hartomat-archives-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const zipFile = (content: Buffer): string => {
  const path = join(folder, 'a.zip');
  writeFileSync(path, content);
  return path;
};

describe('unpacking a wheel', () => {
  it('gives every file its content and its mode, whether packed, stored or empty', async () => {
    const long = 'bpy '.repeat(100_000);
    const zip = zipFile(
      zipOf([
        { name: 'bpy/__init__.so', content: long, mode: 0o755 },
        { name: 'bpy/data/stored.bin', content: Buffer.from([0, 1, 2]), stored: true },
        { name: 'bpy/empty.py', content: '', stored: true },
        { name: 'bpy/empty-folder/', content: '', stored: true },
      ]),
    );
    const out = join(folder, 'site');
    let bytes = 0;
    await unpackZip(zip, out, { onBytes: (more) => (bytes += more) });
    expect(readFileSync(join(out, 'bpy/__init__.so'), 'utf8')).toBe(long);
    expect([...readFileSync(join(out, 'bpy/data/stored.bin'))]).toEqual([0, 1, 2]);
    expect(statSync(join(out, 'bpy/empty.py')).size).toBe(0);
    if (process.platform !== 'win32') expect(statSync(join(out, 'bpy/__init__.so')).mode & 0o777).toBe(0o755);
    expect(bytes).toBeGreaterThan(3);
  });

  it('leaves out what the caller does not want, and renames', async () => {
    const zip = zipFile(
      zipOf([
        { name: 'Other/Other', content: 'program' },
        { name: 'Other/resources/app.asar', content: 'not ours' },
      ]),
    );
    const out = join(folder, 'dist');
    await unpackZip(zip, out, { rename: (name) => (name === 'Other/Other' ? 'electron' : undefined) });
    expect(readFileSync(join(out, 'electron'), 'utf8')).toBe('program');
    expect(existsSync(join(out, 'resources'))).toBe(false);
  });

  it('writes nothing outside of its folder', async () => {
    const zip = zipFile(zipOf([{ name: '../escaped.txt', content: 'x' }]));
    await expect(unpackZip(zip, join(folder, 'inner'))).rejects.toThrow('outside of the folder');
    expect(existsSync(join(folder, 'escaped.txt'))).toBe(false);
  });

  it('refuses a file that is cut off', async () => {
    const whole = zipOf([{ name: 'a.txt', content: 'abc'.repeat(1000) }]);
    await expect(unpackZip(zipFile(whole.subarray(0, whole.length - 30)), join(folder, 'out'))).rejects.toThrow(
      'cut off',
    );
  });
});

describe('taking one file out of a .tar.gz', () => {
  const pack = (): string => {
    writeFileSync(join(folder, 'first.bin'), Buffer.alloc(70_001, 1));
    writeFileSync(join(folder, 'second.bin'), Buffer.alloc(300_000, 2));
    execFileSync('tar', ['-czf', 'a.tgz', 'first.bin', 'second.bin'], { cwd: folder });
    return join(folder, 'a.tgz');
  };

  it('copies exactly its bytes', async () => {
    const archive = pack();
    await extractTarGzMember(archive, 'second.bin', join(folder, 'out.bin'));
    expect(readFileSync(join(folder, 'out.bin')).equals(Buffer.alloc(300_000, 2))).toBe(true);
    await extractTarGzMember(archive, 'first.bin', join(folder, 'out.bin'));
    expect(readFileSync(join(folder, 'out.bin')).equals(Buffer.alloc(70_001, 1))).toBe(true);
  });

  it('says so when it is not there', async () => {
    await expect(extractTarGzMember(pack(), 'third.bin', join(folder, 'out.bin'))).rejects.toThrow('no third.bin');
  });
});
