import { createHash } from 'node:crypto';
import { existsSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createArtifactStore } from '../../../electron/media/artifactStore.ts';
import { createJanitor, type JanitorTools } from '../../../electron/services/janitor.ts';
import { presetConfig } from '../../../shared/graph/presetConfig.ts';
import { canonicalWorkflow } from '../../../shared/graph/canonicalWorkflow.ts';
import { node as graphStep } from '../../unit/renderer/runs/builders.ts';
import { expectAppError } from '../../support/expectAppError.ts';
import { workflowStand } from '../../support/workflowStand.ts';
import { addProduct, openReady, orderRun, temporaryFolder } from '../persistence/databaseStory.ts';

const DAY = 86_400_000;
/** Files are of a day on which the application did not run yet. */
const longAgo = new Date('2026-01-01T00:00:00.000Z');
const now = Date.parse('2026-06-01T12:00:00.000Z');
const daysAgo = (days: number): string => new Date(now - days * DAY).toISOString();

/** A janitor of a real data folder, in which time stands still. */
function household(change: Partial<JanitorTools> = {}) {
  const home = temporaryFolder();
  const database = openReady(home);
  const { context, logged } = workflowStand({ database, home, clock: () => new Date(now) });
  const infos: [string, unknown][] = [];
  const logger = { ...context.logger, info: (text: string, fields: unknown) => void infos.push([text, fields]) };
  const artifacts = createArtifactStore({ home });
  addProduct(database, 'p1');
  const tools: JanitorTools = { artifacts, isIdle: () => true, foreignUntil: () => null, ...change };
  const janitor = createJanitor({ ...context, logger }, tools);

  /** A file of the store that nothing refers to yet. Answers its hash. */
  async function stored(content: string, extension = 'png'): Promise<string> {
    const source = join(temporaryFolder(), 'source');
    writeFileSync(source, content);
    const { sha256, path } = await artifacts.put(source, extension);
    utimesSync(path, longAgo, longAgo);
    return sha256;
  }
  const filesOf = (hashes: readonly string[], extension: string) =>
    hashes.map((sha256) => ({ name: 'file', extension, sha256, bytes: 100_000_000 }));
  /** A kept result with these files, last used so many days ago by that run or preview. */
  function result(key: string, runId: string, days: number, ...hashes: string[]): void {
    database.nodeResults.keep({
      ...{ key, nodeType: 'blender_still', workflowId: 'wf', nodeId: key, runId, parts: {}, durationSeconds: 1 },
      outputs: { image: { type: 'image', data: {}, files: filesOf(hashes, 'png') } },
      ...{ createdAt: daysAgo(days), usedAt: daysAgo(days) },
    });
  }
  function step(runId: string, ...hashes: string[]): void {
    const output = { port: 'image', type: 'image', hash: 'h', summary: '', files: filesOf(hashes, 'png') } as const;
    database.runSteps.upsert(runId, [graphStep('beauty', { outputs: [output] })]);
  }
  function delivered(runId: string, sha256: string): void {
    orderRun(database, runId);
    const path = `artifacts/${sha256.slice(0, 2)}/${sha256}.png`;
    database.artifacts.ensure({
      ...{ sha256, kind: 'still_image', path, bytes: 1, width: 1, height: 1, pixelHash: null, frames: null, fps: null },
      ...{ provenance: null, createdAt: daysAgo(100) },
    });
    database.mediaAssets.publish({
      ...{ id: `m-${runId}`, orderLineId: `l-${runId}`, runId, productId: 'p1', artifactSha256: sha256 },
      ...{ fileName: 'still.png', createdAt: daysAgo(100) },
    });
  }
  const left = (): string[] =>
    readdirSync(join(home, 'artifacts'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name.slice(0, 64));
  return { home, database, context, logged, infos, artifacts, tools, janitor, stored, result, step, delivered, left };
}

/** For a busy machine. */
const patience = { timeout: 20_000 };
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

afterEach(() => vi.useRealTimers());

describe('the janitor', () => {
  it('removes files that nothing refers to, and tells of them', async () => {
    const { janitor, stored, left, infos } = household();
    await stored('of a node that crashed before its result was written down');
    const bytes = Buffer.byteLength('of a node that crashed before its result was written down');
    const cleaning = { at: daysAgo(0), previews: 0, files: 1, bytes };
    expect(await janitor.clean()).toEqual({ previewBytes: 0, lastCleaning: cleaning });
    expect(left()).toEqual([]);
    expect(infos).toEqual([['freed space', cleaning]]);
    expect((await janitor.clean()).lastCleaning).toMatchObject({ files: 0, bytes: 0 });
    expect(infos, 'nothing freed is nothing to tell').toHaveLength(1);
  });

  it('leaves whatever a delivery, a run, a template or a workflow refers to, however old it is', async () => {
    const { janitor, stored, left, database, result, step, delivered } = household();
    const hashes = {
      delivered: await stored('delivered'),
      step: await stored('shown in a run'),
      run: await stored('made by a run'),
      template: await stored('a scene', 'blend'),
      workflow: await stored('a model that a setting names', 'glb'),
      draft: await stored('a model that an unsaved setting names', 'glb'),
    };
    delivered('r1', hashes.delivered);
    step('r1', hashes.step);
    result('k1', 'r1', 400, hashes.run);
    database.templates.put(
      {
        ...{ id: 't', name: 'T', description: '', kind: 'blend', builtIn: false, fitMargin: 0 },
        ...{ cameras: [{ id: 'c', name: 'C', azimuth: 0, elevation: 0, focalLength: 50 }], defaultCamera: 'c' },
        blendSha256: hashes.template,
      },
      daysAgo(400),
    );
    const naming = (sha256: string): string => {
      const still = presetConfig('still');
      const settings = { source: 'file', fileSha256: sha256 };
      const nodes = still.nodes.map((node) => (node.type === 'resolve_glb' ? { ...node, settings } : node));
      return canonicalWorkflow({ ...still, nodes });
    };
    const first = { config: naming(hashes.workflow), sha256: 'x', note: '', migration: null, createdAt: daysAgo(9) };
    database.workflows.insert({ id: 'w', preset: null, first });
    database.drafts.keep({
      ...{ id: 'd', workflowId: null, baseRevision: 0, config: naming(hashes.draft), updatedAt: daysAgo(9) },
    });
    expect((await janitor.clean()).lastCleaning).toMatchObject({ files: 0, previews: 0 });
    expect(left().toSorted()).toEqual(Object.values(hashes).toSorted());
    expect(database.nodeResults.get('k1')).not.toBeNull();
  });

  it('forgets previews that nobody has used for as long as the settings say, but not what a run has of them', async () => {
    const { janitor, stored, left, context, database, result, step } = household();
    orderRun(database, 'r1');
    const [old, kept, shared] = [await stored('old'), await stored('kept'), await stored('shared')];
    result('old', 'preview-1', 31, old, shared);
    result('kept', 'preview-2', 29, kept);
    step('r1', shared);
    expect((await janitor.clean()).lastCleaning).toMatchObject({ previews: 1, files: 1 });
    expect(database.nodeResults.get('old')).toBeNull();
    expect(left().toSorted()).toEqual([kept, shared].toSorted());
    context.settings.update({ previewKeepDays: 7 });
    await janitor.clean();
    expect(left()).toEqual([shared]);
  });

  it('forgets the least recently used previews when they take more room than the settings give', async () => {
    const { janitor, stored, left, context, result } = household();
    const [one, two, three] = [await stored('1'), await stored('2'), await stored('3')];
    result('second', 'preview-2', 2, two);
    result('third', 'preview-3', 1, three);
    result('first', 'preview-1', 3, one);
    context.settings.update({ previewBudgetMegabytes: 250 });
    expect(await janitor.clean()).toMatchObject({ previewBytes: 200_000_000, lastCleaning: { previews: 1 } });
    expect(left().toSorted()).toEqual([two, three].toSorted());
  });

  it('keeps what a preview made and a run then took', async () => {
    const { janitor, stored, left, context, database, result } = household();
    orderRun(database, 'r1');
    context.settings.update({ previewKeepDays: 1 });
    const [taken, looked] = [await stored('taken'), await stored('looked at again')];
    result('taken', 'preview-1', 9, taken);
    result('looked', 'preview-1', 9, looked);
    const of = { workflowId: 'wf', nodeId: 'n' };
    database.nodeResults.use('taken', { ...of, runId: 'r1' }, daysAgo(8));
    database.nodeResults.use('looked', { ...of, runId: 'preview-2' }, daysAgo(8));
    await janitor.clean();
    expect(left()).toEqual([taken]);
    expect(database.nodeResults.get('taken')).toMatchObject({ runId: 'r1' });
  });

  it('leaves files of the last hour: they may be stored and not written down yet', async () => {
    const { janitor, stored, left, artifacts } = household();
    const sha256 = await stored('a delivery that is not written down yet');
    const lately = new Date(now - 59 * 60_000);
    utimesSync(artifacts.locate(sha256, 'png').path, lately, lately);
    await janitor.clean();
    expect(left()).toEqual([sha256]);
  });

  it('leaves what a database that was set aside may need, until that is gone', async () => {
    let setAside: Date | null = new Date(now - 2 * DAY);
    const { janitor, stored, left, artifacts } = household({ foreignUntil: () => setAside });
    const delivered = await stored('a delivery that only the old database knows');
    const later = await stored('of a node that crashed after the new one was begun');
    utimesSync(artifacts.locate(later, 'png').path, new Date(now - DAY), new Date(now - DAY));
    await janitor.clean();
    expect(left()).toEqual([delivered]);
    setAside = null;
    await janitor.clean();
    expect(left()).toEqual([]);
  });

  it('does nothing while something is under way, and stops as soon as something begins', async () => {
    let looks = 0;
    const { janitor, stored, left, result, database } = household({ isIdle: () => (looks += 1) <= 0 });
    await stored('1');
    await stored('2');
    result('old', 'preview-1', 400, hashOf('1'));
    await expectAppError(janitor.clean(), 'storage.busy');
    expect(left()).toHaveLength(2);
    expect(database.nodeResults.get('old')).not.toBeNull();
    // Idle when it begins, when it forgets results and at the first file, and then not any more.
    looks = -3;
    expect((await janitor.clean()).lastCleaning).toMatchObject({ previews: 1, files: 1 });
    expect(left()).toHaveLength(1);
  });
});

describe('a janitor that has much to forget', () => {
  const many = 1200;

  async function crowded(change: Partial<JanitorTools> = {}) {
    const home = household(change);
    const files = await Promise.all(['first', 'in the middle', 'last'].map((text) => home.stored(text)));
    home.database.transaction(() => {
      for (let n = 0; n < many; n += 1) {
        const sha256 = n === 0 ? files[0] : n === many / 2 ? files[1] : n === many - 1 ? files[2] : undefined;
        home.result(`k${n}`, `preview-${n}`, 100, ...(sha256 ? [sha256] : []));
      }
    });
    return { ...home, files };
  }

  it('lets other work have its turn, and keeps what that uses of it or names', async () => {
    const home = await crowded();
    const { janitor, left, database, files } = home;
    orderRun(database, 'r1');
    let isOver = false;
    let turns = 0;
    const working = (): void => {
      if (isOver) return;
      turns += 1;
      // What is forgotten last has not been reached yet.
      if (database.nodeResults.get('k0') === null && turns > 0 && database.nodeResults.get('k1199')) {
        database.nodeResults.use('k1199', { workflowId: 'wf', nodeId: 'n', runId: 'preview-x' }, daysAgo(0));
        home.step('r1', files[1] ?? '');
        isOver = true;
      }
      setImmediate(working);
    };
    setImmediate(working);
    const { lastCleaning } = await janitor.clean();
    expect(isOver, 'something came in between').toBe(true);
    expect(lastCleaning).toMatchObject({ previews: many - 1, files: 1 });
    expect(left().toSorted()).toEqual([files[1], files[2]].toSorted());
    expect(database.nodeResults.get('k1199')).not.toBeNull();
  });

  it('keeps a file of a forgotten result that a new one has in the meantime', async () => {
    const { janitor, left, database, files, result } = await crowded();
    let isKept = false;
    const working = (): void => {
      if (database.nodeResults.get('k0') === null) {
        result('new', 'preview-new', 0, files[0] ?? '');
        isKept = true;
      } else setImmediate(working);
    };
    setImmediate(working);
    expect((await janitor.clean()).lastCleaning).toMatchObject({ previews: many, files: 2 });
    expect(isKept, 'it came in between').toBe(true);
    expect(left()).toEqual([files[0]]);
  });

  it('reads no further when the window closes', async () => {
    const { context, tools, database } = await crowded();
    let pages = 0;
    let closing: Promise<void> | undefined;
    const keptFiles = {
      ...database.keptFiles,
      *previewPages() {
        for (const page of database.keptFiles.previewPages()) {
          pages += 1;
          closing ??= janitor.close();
          yield page;
        }
      },
    };
    const janitor = createJanitor({ ...context, repositories: { ...database, keptFiles } }, tools);
    const cleaning = janitor.clean();
    await vi.waitFor(() => expect(closing).toBeDefined(), patience);
    await closing;
    expect(database.nodeResults.get('k0')).not.toBeNull();
    await cleaning;
    // The first reading, the one after the results, and what is told of the room that previews take: a page of each.
    expect(pages).toBe(3);
  });

  it('stops between two batches when something begins, and removes no file of what is left', async () => {
    let looks = 0;
    const { janitor, left, database } = await crowded({ isIdle: () => (looks += 1) <= 2 });
    const { lastCleaning } = await janitor.clean();
    expect(lastCleaning).toMatchObject({ previews: 500, files: 0 });
    expect(database.nodeResults.get('k499')).toBeNull();
    expect(database.nodeResults.get('k500')).not.toBeNull();
    expect(left()).toHaveLength(3);
  });
});

describe('a janitor that is interrupted', () => {
  it('leaves files without rows, never rows without files, and goes on the next time', async () => {
    const home = household();
    const [one, two] = [await home.stored('1'), await home.stored('2')];
    home.result('old', 'preview-1', 400, one, two);
    const dying = {
      ...home.artifacts,
      removeUnchanged: async (...file: Parameters<typeof home.artifacts.removeUnchanged>) => {
        await home.artifacts.removeUnchanged(...file);
        throw new Error('The power went.');
      },
    };
    const before = createJanitor(home.context, { ...home.tools, artifacts: dying });
    await expect(before.clean()).rejects.toThrow('The power went.');
    expect(home.left()).toHaveLength(1);
    expect(home.database.nodeResults.get('old')).toBeNull();
    expect((await home.janitor.clean()).lastCleaning).toMatchObject({ previews: 0, files: 1 });
    expect(home.left()).toEqual([]);
  });

  it('between setting a file aside and removing it has lost nothing', async () => {
    const { janitor, stored, left, artifacts, delivered } = household();
    const sha256 = await stored('delivered after all');
    const { path } = artifacts.locate(sha256, 'png');
    renameSync(path, `${path}.removing`);
    delivered('r1', sha256);
    await artifacts.clearPartial();
    await janitor.clean();
    expect(existsSync(path)).toBe(true);
    expect(left()).toEqual([sha256]);
  });
});

describe('on its own', () => {
  it('outlives a data folder that cannot be read for a while', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
    let isThere = false;
    const isIdle = (): boolean => {
      if (isThere) return true;
      throw new Error('The drive is away.');
    };
    const { janitor, logged } = household({ isIdle });
    janitor.start();
    vi.advanceTimersByTime(60_000);
    await vi.waitFor(() => expect(logged).toContain('kept files could not be cleaned'), patience);
    isThere = true;
    vi.advanceTimersByTime(10 * 60_000);
    await vi.waitFor(async () => expect((await janitor.status()).lastCleaning).not.toBeNull(), patience);
    await janitor.close();
  });

  it('lets who quits not wait for the rest of the store', async () => {
    const { context, tools, artifacts, database, stored, step } = household();
    orderRun(database, 'r1');
    step('r1', await stored('1'), await stored('2'), await stored('3'));
    let seen = 0;
    let closing: Promise<void> | null = null;
    async function* list() {
      for await (const file of artifacts.list()) {
        seen += 1;
        closing ??= janitor.close();
        yield file;
      }
    }
    const janitor = createJanitor(context, { ...tools, artifacts: { ...artifacts, list } });
    await janitor.clean();
    await closing;
    expect(seen).toBe(1);
  });

  it('cleans when the start is over, and again when enough time has passed and nothing is under way', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
    let [time, idle] = [now, true];
    const home = household();
    const clock = (): Date => new Date(time);
    const janitor = createJanitor({ ...home.context, clock }, { ...home.tools, isIdle: () => idle });
    const cleanings = vi.spyOn(home.artifacts, 'list');
    const cleanedAt = async (): Promise<string | undefined> => (await janitor.status()).lastCleaning?.at;
    const pass = (minutes: number): void => {
      time += minutes * 60_000;
      vi.advanceTimersByTime(minutes * 60_000);
    };
    janitor.start();
    pass(1);
    await vi.waitFor(async () => expect(await cleanedAt()).toBe(clock().toISOString()), patience);
    idle = false;
    pass(7 * 60);
    idle = true;
    expect(cleanings).toHaveBeenCalledTimes(1);
    pass(10);
    await vi.waitFor(async () => expect(await cleanedAt()).toBe(clock().toISOString()), patience);
    expect(cleanings).toHaveBeenCalledTimes(2);
    pass(5 * 60);
    await janitor.close();
    pass(5 * 60);
    expect(cleanings).toHaveBeenCalledTimes(2);
  });
});
