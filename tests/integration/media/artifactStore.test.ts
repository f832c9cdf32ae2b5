import { mkdirSync, readFileSync, readdirSync, renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ArtifactStore, createArtifactStore } from '../../../electron/media/artifactStore.ts';
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

describe('removing an artifact', () => {
  const old = new Date('2026-01-01T00:00:00.000Z');
  const later = new Date('2026-01-02T00:00:00.000Z');

  async function listed(store: ArtifactStore) {
    const found = [];
    for await (const file of store.list()) found.push(file);
    return found;
  }

  async function oldArtifact() {
    const made = storeWithFile();
    const { path } = await made.store.put(made.source, 'png');
    utimesSync(path, old, old);
    return { ...made, path, found: { sha256: hello, extension: 'png', bytes: 5, putAt: old } };
  }

  it('finds every whole file, and nothing else that lies there', async () => {
    const { home, store, path, found } = await oldArtifact();
    writeFileSync(`${path}.1-0-1.partial`, 'hal');
    writeFileSync(join(home, 'artifacts', 'notes.txt'), 'mine');
    writeFileSync(join(dirname(path), 'notes.txt'), 'mine');
    expect(await listed(store)).toEqual([found]);
    expect(await listed(createArtifactStore({ home: temporaryFolder() }))).toEqual([]);
  });

  it('removes one that nobody has put since', async () => {
    const { store, path, found } = await oldArtifact();
    expect(await store.removeUnchanged(found, later)).toBe(true);
    expect(readdirSync(dirname(path))).toEqual([]);
    expect(await store.removeUnchanged(found, later)).toBe(false);
  });

  it('leaves one that was put again, though it did not have to be written', async () => {
    const { store, source, path, found } = await oldArtifact();
    await store.put(source, 'png');
    expect(await store.removeUnchanged(found, later)).toBe(false);
    expect(readdirSync(dirname(path))).toEqual([`${hello}.png`]);
  });

  it('beside puts of the same file never takes it away from one that has ended', async () => {
    const { store, source, path, found } = await oldArtifact();
    for (let round = 0; round < 50; round += 1) {
      utimesSync(path, old, old);
      await Promise.all([store.removeUnchanged(found, later), store.put(source, 'png')]);
      expect(await store.verify(hello, 'png'), `round ${round}`).toBe(true);
    }
  });

  it('that a crash cut short is taken back, as something may need the file by now', async () => {
    const { store, path, found } = await oldArtifact();
    renameSync(path, `${path}.removing`);
    expect(await listed(store)).toEqual([]);
    await store.clearPartial();
    expect(await listed(store)).toEqual([found]);
  });
});
