import SqliteDatabase from 'better-sqlite3';
import { mkdirSync, readFileSync, renameSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createArtifactStore } from '../../../electron/media/artifactStore.ts';
import type { Database } from '../../../electron/persistence/database.ts';
import type { NodeResult } from '../../../electron/runtime/contracts/engine.ts';
import type { ArtifactFile, PortValue } from '../../../electron/runtime/contracts/portValues.ts';
import { createGroupCommit } from '../../../electron/services/groupCommit.ts';
import { createNodeResultStore } from '../../../electron/services/nodeResultStore.ts';
import { quickHistoryOf, quickHistoryPattern } from '../../../electron/services/quickHistory.ts';
import { openReady, temporaryFolder, tickingClock } from './databaseStory.ts';

const of = { workflowId: 'wf-1', nodeId: 'beauty', runId: 'run-1' };

function storeIn(home: string) {
  const database = openReady(home);
  const artifacts = createArtifactStore({ home });
  const commit = createGroupCommit((work) => database.transaction(work));
  const store = createNodeResultStore({
    ...{ repository: database.nodeResults, artifacts, commit },
    clock: tickingClock(),
  });
  return { database, artifacts, store };
}

/** A file of a node, put into the store as the engine does it. */
async function storedFile(home: string, content: string, name = 'image'): Promise<ArtifactFile> {
  const source = join(home, `${name}.png`);
  writeFileSync(source, content);
  const { sha256, bytes, path } = await createArtifactStore({ home }).put(source, 'png');
  return { name, extension: 'png', sha256, bytes, path };
}

function aResult(key: string, change: { seconds?: number; samples?: number; files?: ArtifactFile[] } = {}): NodeResult {
  const image: PortValue<'image'> = {
    ...{ type: 'image', files: change.files ?? [] },
    data: { width: 96, height: 54, pixelHash: 'pixels', made: null },
  };
  return {
    key,
    parts: {
      ...{ nodeType: 'blender_still', version: 1, settings: { samples: change.samples ?? 64 } },
      ...{ inputs: { glb: ['hash'] }, facets: { cad: { sha256: 'cad' } }, blender: '4.5.15' },
    },
    outputs: { image },
    durationSeconds: change.seconds ?? 2,
  };
}

const rowOf = (database: Database, key: string): string => JSON.stringify(database.nodeResults.get(key));

describe('a kept result', () => {
  it('comes back as it was, also after a restart, and no place is written down', async () => {
    const home = temporaryFolder();
    const first = storeIn(home);
    const result = aResult('k1', { files: [await storedFile(home, 'a picture')] });
    await first.store.keep(result, of);
    expect(await first.store.find('k1')).toEqual({ result });
    expect(rowOf(first.database, 'k1')).not.toContain(home);
    first.database.close();
    const second = storeIn(home);
    expect(await second.store.find('k1')).toEqual({ result });
    expect(await second.store.find('k2')).toBeNull();
  });

  it('is found in a data folder that was moved', async () => {
    const before = join(temporaryFolder(), 'before');
    mkdirSync(before);
    const first = storeIn(before);
    await first.store.keep(aResult('k1', { files: [await storedFile(before, 'a picture')] }), of);
    first.database.close();
    const after = join(temporaryFolder(), 'after');
    renameSync(before, after);
    const found = await storeIn(after).store.find('k1');
    expect(found).toMatchObject({
      result: { outputs: { image: { files: [{ path: expect.stringContaining(after) }] } } },
    });
  });

  it('is written before keep resolves: another connection sees it', async () => {
    const home = temporaryFolder();
    await storeIn(home).store.keep(aResult('k1'), of);
    expect(await storeIn(home).store.find('k1')).toMatchObject({ result: { key: 'k1' } });
  });

  it('gives way to a later one of the same key', async () => {
    const { store, database } = storeIn(temporaryFolder());
    await store.keep(aResult('k1', { seconds: 2 }), of);
    await store.keep(aResult('k1', { seconds: 9 }), { ...of, runId: 'run-2', nodeId: 'detail' });
    expect(database.nodeResults.get('k1')).toMatchObject({ runId: 'run-2', nodeId: 'detail', durationSeconds: 9 });
  });

  it('is as good as never made when a version with other types wrote it', async () => {
    const { store, database } = storeIn(temporaryFolder());
    await store.keep(aResult('k1'), of);
    const row = database.nodeResults.get('k1')!;
    for (const outputs of [
      { image: { type: 'hologram', data: {}, files: [] } },
      { image: { type: 'image', data: {}, files: [] } },
      'text',
    ]) {
      database.nodeResults.keep({ ...row, outputs });
      expect(await store.find('k1')).toBeNull();
    }
    database.nodeResults.keep({ ...row, parts: [] });
    expect(await store.find('k1')).toBeNull();
    expect(store.previous(aResult('k2').parts, of)).toBeNull();
  });
});

describe('a kept file', () => {
  async function kept() {
    const home = temporaryFolder();
    const { store } = storeIn(home);
    const files = [
      await storedFile(home, 'a first picture', 'image'),
      await storedFile(home, 'another one', 'preview'),
    ];
    await store.keep(aResult('k1', { files }), of);
    return { store, path: files[1]!.path };
  }

  it('that is cut short is named, before and after it was found sound', async () => {
    const { store, path } = await kept();
    truncateSync(path, 3);
    expect(await store.find('k1')).toEqual({ damaged: 'preview.png' });
    const again = await kept();
    await again.store.find('k1');
    truncateSync(again.path, 3);
    expect(await again.store.find('k1')).toEqual({ damaged: 'preview.png' });
  });

  it('that holds something else of the same size is named', async () => {
    const { store, path } = await kept();
    writeFileSync(path, 'ANOTHER ONE');
    utimesSync(path, 1, 1);
    expect(await store.find('k1')).toEqual({ damaged: 'preview.png' });
  });

  it('is sound again when it was restored', async () => {
    const { store, path } = await kept();
    const content = readFileSync(path);
    writeFileSync(path, '');
    expect(await store.find('k1')).toEqual({ damaged: 'preview.png' });
    writeFileSync(path, content);
    expect(await store.find('k1')).toHaveProperty('result');
  });

  it('is read once, not at every look', async () => {
    const home = temporaryFolder();
    const { database, artifacts } = storeIn(home);
    let reads = 0;
    const counting = {
      ...artifacts,
      verify: (...file: Parameters<typeof artifacts.verify>) => {
        reads += 1;
        return artifacts.verify(...file);
      },
    };
    const store = createNodeResultStore({
      ...{ repository: database.nodeResults, artifacts: counting, clock: tickingClock() },
      commit: createGroupCommit((work) => database.transaction(work)),
    });
    await store.keep(aResult('k1', { files: [await storedFile(home, 'a picture')] }), of);
    for (let look = 0; look < 5; look += 1) await store.find('k1');
    expect(reads).toBe(1);
  });
});

describe('history', () => {
  const settingsBefore = (store: ReturnType<typeof storeIn>['store'], now: NodeResult, by: { workflowId: string }) =>
    store.previous(now.parts, { ...of, ...by })?.settings ?? null;

  it('tells what decided the latest result of a node, to say what is different now', async () => {
    const { store } = storeIn(temporaryFolder());
    const now = aResult('now', { samples: 8 });
    expect(settingsBefore(store, now, of)).toBeNull();
    await store.keep(aResult('k1', { samples: 64 }), of);
    await store.keep(aResult('k2', { samples: 128 }), of);
    await store.keep(aResult('k3', { samples: 32 }), { ...of, nodeId: 'detail' });
    await store.keep(aResult('k4', { samples: 16 }), { ...of, workflowId: 'wf-2' });
    expect(settingsBefore(store, now, of)).toEqual({ samples: 128 });
  });

  it('counts one that was taken as one that was made, whoever made it', async () => {
    const { store, database } = storeIn(temporaryFolder());
    const now = aResult('now', { samples: 8 });
    await store.keep(aResult('k1', { samples: 64 }), of);
    await store.keep(aResult('k2', { samples: 128 }), of);
    store.used('k1', of);
    store.used('k1', { ...of, workflowId: 'wf-2', nodeId: 'still_1' });
    // What is written later is written after it.
    await store.keep(aResult('k3'), { ...of, nodeId: 'another' });
    expect(settingsBefore(store, now, of)).toEqual({ samples: 64 });
    expect(store.previous(now.parts, { workflowId: 'wf-2', nodeId: 'still_1' })?.settings).toEqual({ samples: 64 });
    const { usedAt, createdAt } = database.nodeResults.get('k1')!;
    expect(usedAt > createdAt).toBe(true);
  });

  it('looks at the same node of another workflow for one that never gave anything, where inputs are the same', async () => {
    const { store } = storeIn(temporaryFolder());
    const now = aResult('now', { samples: 8 });
    const copy = { workflowId: 'wf-2' };
    await store.keep(aResult('k1', { samples: 16 }), { ...of, workflowId: quickHistoryOf('wf-1') });
    expect(settingsBefore(store, now, copy)).toBeNull();
    await store.keep(aResult('k2', { samples: 64 }), of);
    expect(settingsBefore(store, now, copy)).toEqual({ samples: 64 });
    expect(settingsBefore(store, { ...now, parts: { ...now.parts, inputs: { glb: ['other'] } } }, copy)).toBeNull();
    expect(store.previous(now.parts, { ...copy, nodeId: 'detail' })).toBeNull();
  });

  it('finds the same node of other workflows without a look at every result of its type', () => {
    const client = new SqliteDatabase(openReady(temporaryFolder()).path);
    onTestFinished(() => void client.close());
    const ofOthers = `select parts from node_results where node_type = ? and node_id = ?
      order by created_at desc, rowid desc limit 20`;
    const plan = client.prepare(`explain query plan ${ofOthers}`).all('blender_still', 'beauty');
    expect(plan).toEqual([
      expect.objectContaining({
        detail: expect.stringContaining('node_results_counterpart (node_id=? AND node_type=?)'),
      }),
    ]);
  });

  it('estimates by the median of the latest five of a node, else of its type', async () => {
    const { store, database } = storeIn(temporaryFolder());
    expect(store.expectedSeconds('wf-1', 'beauty', 'blender_still')).toBeNull();
    for (const [index, seconds] of [90, 5, 1, 3, 4, 2].entries()) {
      await store.keep(aResult(`k${index}`, { seconds }), of);
    }
    expect(store.expectedSeconds('wf-1', 'beauty', 'blender_still')).toBe(3);
    expect(store.expectedSeconds('wf-2', 'another', 'blender_still')).toBe(3);
    expect(store.expectedSeconds('wf-2', 'another', 'export_blend')).toBeNull();
    const timed = database.nodeResults.recentTimed({
      ...{ nodeType: 'blender_still', pattern: quickHistoryPattern, alike: false, limit: 2 },
    });
    const quick = { nodeType: 'blender_still', pattern: quickHistoryPattern, alike: true, limit: 2 };
    expect(database.nodeResults.recentTimed(quick)).toEqual([]);
    expect(
      timed.map(({ seconds }) => seconds),
      'the newest first',
    ).toEqual([2, 4]);
    expect(timed[0]?.outputs).toMatchObject({ image: { data: { width: 96 } } });
  });

  it('estimates runs by runs and quick previews by quick previews', async () => {
    const { store } = storeIn(temporaryFolder());
    await store.keep(aResult('run', { seconds: 90 }), of);
    const quick = quickHistoryOf('wf-2');
    expect(store.expectedSeconds(quick, 'another', 'blender_still')).toBeNull();
    for (const key of ['q1', 'q2', 'q3']) await store.keep(aResult(key, { seconds: 2 }), { ...of, workflowId: quick });
    expect(store.expectedSeconds(quickHistoryOf('wf-3'), 'another', 'blender_still')).toBe(2);
    expect(store.expectedSeconds('wf-3', 'another', 'blender_still')).toBe(90);
  });
});

describe('writes that are committed together', () => {
  it('become one transaction when they come in one turn, and each its own when one of them fails', async () => {
    const database = openReady(temporaryFolder());
    let transactions = 0;
    const commit = createGroupCommit((work) => {
      transactions += 1;
      database.transaction(work);
    });
    const write = (key: string) => () => database.appState.set(key, 'written');
    await Promise.all(['a', 'b', 'c'].map((key) => commit.add(write(key))));
    expect(transactions).toBe(1);
    const outcomes = await Promise.allSettled([
      commit.add(write('d')),
      commit.add(() => {
        throw new Error('this one is at fault');
      }),
      commit.add(write('e')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(['a', 'd', 'e'].map((key) => database.appState.get(key))).toEqual(['written', 'written', 'written']);
  });

  it('wait for company when nobody waits for them, and keep their order', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const written: string[] = [];
    const groups: string[][] = [];
    const commit = createGroupCommit((work) => {
      work();
      groups.push(written.splice(0));
    });
    const write = (key: string) => () => void written.push(key);
    for (const key of ['a', 'b']) {
      commit.addLazily(write(key));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(groups).toEqual([]);
    await commit.add(write('c'));
    expect(groups).toEqual([['a', 'b', 'c']]);
    commit.addLazily(write('d'));
    vi.advanceTimersByTime(50);
    expect(groups).toEqual([['a', 'b', 'c'], ['d']]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are written at once when the database is about to be closed', () => {
    const database = openReady(temporaryFolder());
    const commit = createGroupCommit((work) => database.transaction(work));
    void commit.add(() => database.appState.set('a', 'written'));
    commit.flush();
    expect(database.appState.get('a')).toBe('written');
  });
});
