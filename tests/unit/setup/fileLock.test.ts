import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadScript, projectRoot } from './loadScript.ts';

const { withFileLock } = await loadScript<{
  withFileLock: <T>(
    file: string,
    options: { limitMs: number; onWait: (pid: number) => void },
    work: () => Promise<T>,
  ) => Promise<T>;
}>('setup/fileLock.mjs');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hartomat-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('lets set-ups in one clone work one after the other', async () => {
  const lock = join(folder, 'setup.lock');
  const diary = join(folder, 'diary.txt');
  const module = pathToFileURL(join(projectRoot, 'scripts/setup/fileLock.mjs')).href;
  // Each writes "in" and "out" around a pause: were two inside at once, the words would interleave.
  const script = `
    import { appendFileSync } from 'node:fs';
    import { setTimeout as wait } from 'node:timers/promises';
    import { withFileLock } from ${JSON.stringify(module)};
    await withFileLock(${JSON.stringify(lock)}, { limitMs: 20000, onWait() {} }, async () => {
      appendFileSync(${JSON.stringify(diary)}, 'in ');
      await wait(30);
      appendFileSync(${JSON.stringify(diary)}, 'out ');
    });`;
  const ends = Array.from({ length: 4 }, () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
    return new Promise((resolve) => child.once('exit', resolve));
  });
  expect(await Promise.all(ends)).toEqual([0, 0, 0, 0]);
  expect(readFileSync(diary, 'utf8')).toBe('in out '.repeat(4));
  expect(existsSync(lock)).toBe(false);
});

it('takes over from a process that died with the lock', async () => {
  const lock = join(folder, 'setup.lock');
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(lock, String(pid));
  const result = await withFileLock(lock, { limitMs: 1000, onWait() {} }, async () => 'done');
  expect(result).toBe('done');
});

it('gives up on a living holder after its time, and says which file to delete', async () => {
  const lock = join(folder, 'setup.lock');
  const waitedFor: number[] = [];
  writeFileSync(lock, String(process.ppid));
  const attempt = withFileLock(lock, { limitMs: 10, onWait: (pid) => waitedFor.push(pid) }, async () => 'done');
  await expect(attempt).rejects.toMatchObject({ code: 'SETUP_LOCKED', remedy: expect.stringContaining(lock) });
  expect(waitedFor).toEqual([process.ppid]);
});
