import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createArtifactStore } from '../../../electron/media/artifactStore.ts';
import { writeDurably } from '../../../electron/media/writeDurably.ts';
import { temporaryFolder } from './pictures.ts';

const hello = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

function storeWithFile() {
  const home = temporaryFolder();
  const source = join(temporaryFolder(), 'source');
  writeFileSync(source, 'hello');
  return { home, source, store: createArtifactStore({ home }) };
}

describe('an artifact', () => {
  it('lies under its content hash', async () => {
    const { home, source, store } = storeWithFile();
    expect(await store.has(hello, 'png')).toBe(false);
    const stored = await store.put(source, 'png');
    expect(stored).toEqual({
      sha256: hello,
      bytes: 5,
      relativePath: `artifacts/2c/${hello}.png`,
      path: join(home, 'artifacts/2c', `${hello}.png`),
    });
    expect(readFileSync(stored.path, 'utf8')).toBe('hello');
    expect(await store.has(hello, 'png')).toBe(true);
    expect(await store.verify(hello, 'png')).toBe(true);
    expect(await store.put(source, 'png')).toEqual(stored);
    expect(readdirSync(dirname(stored.path))).toHaveLength(1);
  });

  it('put by many at once is stored once and whole', async () => {
    const { source, store } = storeWithFile();
    const stored = await Promise.all(Array.from({ length: 20 }, () => store.put(source, 'png')));
    expect(new Set(stored.map(({ path }) => path)).size).toBe(1);
    expect(readdirSync(dirname(stored[0]!.path))).toEqual([`${hello}.png`]);
    expect(await store.verify(hello, 'png')).toBe(true);
  });

  it('that was damaged is noticed and made good by the next put', async () => {
    const { source, store } = storeWithFile();
    const { path } = await store.put(source, 'png');
    writeFileSync(path, 'hellO');
    expect(await store.verify(hello, 'png')).toBe(false);
    await store.put(source, 'png');
    expect(await store.verify(hello, 'png')).toBe(true);
  });

  it('has no name that could lead elsewhere', async () => {
    const { store } = storeWithFile();
    for (const [sha256, extension] of [
      ['../../etc/passwd', 'png'],
      [hello, '../x'],
      [hello, ''],
    ] as const) {
      expect(() => store.locate(sha256, extension)).toThrow(expect.objectContaining({ code: 'app.invalid_input' }));
    }
  });

  it('of a file that is not there is file.missing; in a folder that cannot be, file.output_unwritable', async () => {
    const { home, source, store } = storeWithFile();
    await expect(store.put(join(home, 'nothing'), 'png')).rejects.toMatchObject({ code: 'file.missing' });
    writeFileSync(join(home, 'artifacts'), 'a file where the folder should be');
    await expect(store.put(source, 'png')).rejects.toMatchObject({ code: 'file.output_unwritable' });
  });
});

describe('what a crash left half-written', () => {
  it('is removed when asked, and nothing else', async () => {
    const { home, source, store } = storeWithFile();
    expect(await store.clearPartial()).toBe(0);
    const { path } = await store.put(source, 'png');
    writeFileSync(`${path}.123-0-1.partial`, 'hel');
    mkdirSync(join(home, 'artifacts/ff'));
    writeFileSync(join(home, 'artifacts/ff/x.png.123-0-2.partial'), '');
    expect(await store.clearPartial()).toBe(2);
    expect(await store.verify(hello, 'png')).toBe(true);
  });
});

describe('a full drive', () => {
  // /dev/full answers every write as a full drive does.
  it.runIf(process.platform === 'linux')('is file.disk_full, and nothing half-written stays', async () => {
    const folder = temporaryFolder();
    const target = join(folder, 'target');
    writeFileSync(target, 'older');
    const failing = writeDurably(target, async (partial) => {
      await writeFile(partial, 'the half that still fitted');
      await writeFile('/dev/full', 'the rest');
    });
    await expect(failing).rejects.toMatchObject({ code: 'file.disk_full', kind: 'operational' });
    expect(readdirSync(folder)).toEqual(['target']);
    expect(readFileSync(target, 'utf8')).toBe('older');
  });

  it.runIf(process.platform === 'linux')('under the target itself too', async () => {
    const folder = temporaryFolder();
    const failing = writeDurably(join(folder, 'target'), async (partial) => {
      symlinkSync('/dev/full', partial);
      await writeFile(partial, 'anything');
    });
    await expect(failing).rejects.toMatchObject({ code: 'file.disk_full' });
    expect(readdirSync(folder)).toEqual([]);
  });
});
