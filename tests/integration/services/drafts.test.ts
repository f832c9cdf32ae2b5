import SqliteDatabase from 'better-sqlite3';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import { canonicalWorkflow } from '../../../shared/graph/canonicalWorkflow.ts';
import { presetConfig } from '../../../shared/graph/presetConfig.ts';
import { TestApplication } from '../../support/testApplication.ts';

const home = mkdtempSync(join(tmpdir(), 'hartomat-drafts-'));
let desk: TestApplication;

beforeAll(async () => {
  desk = await TestApplication.start({ home });
}, 60_000);
afterAll(async () => {
  await desk?.close();
  rmSync(home, { recursive: true, force: true });
});

const still: WorkflowConfig = presetConfig('still');
const named = (name: string): WorkflowConfig => ({ ...still, name });
const draftOf = (id: string, config: WorkflowConfig) => ({ id, workflowId: null, baseRevision: 0, config });
const ids = async (): Promise<string[]> => (await desk.call('drafts:list', undefined)).map(({ id }) => id);

/** Another process's view of the file, and its hands on it. */
function inDatabase<T>(work: (database: SqliteDatabase.Database) => T): T {
  const database = new SqliteDatabase(join(home, 'hartomat.db'));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

describe('a draft', () => {
  it('is given back as it was kept, and listed with what people know it by', async () => {
    const unfinished = { ...named('Half done'), edges: [], viewport: { x: -12.5, y: 3, zoom: 0.75 } };
    await desk.call('drafts:keep', { ...draftOf('preset-still', unfinished), workflowId: 'preset-still' });
    const draft = await desk.call('drafts:get', { id: 'preset-still' });
    expect(draft?.config).toEqual(unfinished);
    expect(await desk.call('drafts:list', undefined)).toEqual([
      {
        ...{ id: 'preset-still', workflowId: 'preset-still', baseRevision: 0, name: 'Half done' },
        ...{ nodes: still.nodes.length, updatedAt: draft?.updatedAt },
        ...{ family: still.family, executionMode: still.executionMode },
      },
    ]);
    expect(inDatabase((open) => open.prepare('select config from workflow_drafts').pluck().get())).toBe(
      canonicalWorkflow(unfinished),
    );
  });

  it('takes the place of the one before, the newest comes first, and a dropped one is gone', async () => {
    await desk.call('drafts:keep', draftOf('new-1', named('One')));
    await desk.call('drafts:keep', { ...draftOf('preset-still', named('Later')), baseRevision: 3 });
    expect(await ids()).toEqual(['preset-still', 'new-1']);
    expect(await desk.call('drafts:get', { id: 'preset-still' })).toMatchObject({
      ...{ baseRevision: 3, workflowId: null },
      config: { name: 'Later' },
    });
    await desk.call('drafts:drop', { id: 'preset-still' });
    await desk.call('drafts:drop', { id: 'preset-still' });
    expect(await desk.call('drafts:get', { id: 'preset-still' })).toBeNull();
    expect(await ids()).toEqual(['new-1']);
  });

  it('is told to every window when it is kept and when it is dropped', async () => {
    const before = desk.told('drafts:changed').length;
    await desk.call('drafts:keep', draftOf('new-told', named('Told')));
    await desk.call('drafts:drop', { id: 'new-told' });
    expect(desk.told('drafts:changed').slice(before)).toEqual([{ id: 'new-told' }, { id: 'new-told' }]);
  });

  it('of a workflow that was removed is still there: it holds work that nobody has saved', async () => {
    const saved = await desk.call('workflows:save', { id: null, config: named('Doomed'), baseRevision: 0 });
    const draft = { id: saved.id, workflowId: saved.id, baseRevision: 1, config: named('Doomed, changed') };
    await desk.call('drafts:keep', draft);
    await desk.call('workflows:remove', { id: saved.id });
    expect(await ids()).toContain(saved.id);
    expect(await desk.call('drafts:get', { id: saved.id })).toMatchObject({ config: { name: 'Doomed, changed' } });
    await desk.call('drafts:drop', { id: saved.id });
  });

  it('that is no workflow is refused at the door', async () => {
    const broken = { ...draftOf('new-2', still), config: { name: 'nothing' } };
    await expect(desk.call('drafts:keep', broken as never)).rejects.toThrow();
    expect(await ids()).not.toContain('new-2');
  });
});

describe('drafts of two processes', () => {
  it('go through the same file: the last word counts, whole', async () => {
    const other = await TestApplication.start({ home });
    try {
      await desk.call('drafts:keep', draftOf('new-shared', named('Mine')));
      await other.call('drafts:keep', draftOf('new-shared', { ...named('Theirs'), nodes: [], edges: [] }));
      expect((await desk.call('drafts:get', { id: 'new-shared' }))?.config).toMatchObject({
        name: 'Theirs',
        nodes: [],
      });
      await desk.call('drafts:drop', { id: 'new-shared' });
      expect(await other.call('drafts:get', { id: 'new-shared' })).toBeNull();
    } finally {
      await other.close();
    }
  }, 60_000);
});

describe('after a restart', () => {
  it('drafts are there', async () => {
    await desk.close();
    desk = await TestApplication.start({ home });
    expect(await ids()).toEqual(['new-1']);
    expect((await desk.call('drafts:get', { id: 'new-1' }))?.config).toEqual(named('One'));
  }, 60_000);

  it.each([
    ['no JSON', '{"name": "cut sho'],
    ['JSON, but no workflow', '{"name": "x"}'],
    ['a workflow of a later version', JSON.stringify({ ...still, schemaVersion: 2 })],
  ])('one that cannot be read (%s) counts as absent, and the others are there', async (_how, text) => {
    await desk.call('drafts:keep', draftOf('new-damaged', still));
    inDatabase((open) => open.prepare("update workflow_drafts set config = ? where id = 'new-damaged'").run(text));
    expect(await ids()).toEqual(['new-1']);
    expect(await desk.call('drafts:get', { id: 'new-damaged' })).toBeNull();
    await desk.call('drafts:keep', draftOf('new-damaged', still));
    expect((await desk.call('drafts:get', { id: 'new-damaged' }))?.config).toEqual(still);
    await desk.call('drafts:drop', { id: 'new-damaged' });
  });

  it('and the log says which it was', async () => {
    await desk.close();
    const logs = readdirSync(join(home, 'logs')).map((name) => readFileSync(join(home, 'logs', name), 'utf8'));
    expect(logs.join('')).toMatch(/"id":"new-damaged".*a draft cannot be read/);
    desk = await TestApplication.start({ home });
  }, 60_000);
});
