import SqliteDatabase from 'better-sqlite3';
import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Preview } from '../../../shared/domain/preview.ts';
import type { StepOutput } from '../../../shared/domain/run.ts';
import { artifactUrl } from '../../../shared/media/artifactUrl.ts';
import { tinyOutputType } from '../../support/tinyOutputType.ts';
import { WorkflowDesk } from '../../support/workflowOrders.ts';

const longAgo = '2020-01-01T00:00:00.000Z';
let desk: WorkflowDesk;
beforeAll(async () => {
  desk = await WorkflowDesk.open({ outputTypes: [tinyOutputType] });
}, 120_000);
afterAll(() => desk?.close());

/** What the still node gives with that seed, in full quality. */
async function preview(seed: number): Promise<Preview> {
  const { config } = await desk.test.call('workflows:get', { id: 'preset-still' });
  const nodes = config.nodes.map((node) =>
    node.type === 'blender_still' ? { ...node, settings: { ...node.settings, seed } } : node,
  );
  const { id } = await desk.test.call('previews:start', {
    ...{ config: { ...config, nodes }, workflowId: 'preset-still', nodeId: 'blender_still', quality: 'full' },
    ...{ productId: desk.productId, outputTypeId: tinyOutputType.id },
  });
  const ends = (): Preview[] =>
    desk.test.told('previews:changed').flatMap((told) => (told.preview.id === id ? told.preview : []));
  await desk.test.when('the preview ends', () => ends().some(({ endedAt }) => endedAt !== null));
  return ends().at(-1)!;
}

/** Everything that is kept was made and used years ago. */
function letTimePass(): void {
  const database = new SqliteDatabase(join(desk.test.home, 'hartomat.db'));
  database.prepare('update node_results set used_at = ?').run(longAgo);
  database.close();
  const folder = join(desk.test.home, 'artifacts');
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), new Date(longAgo), new Date(longAgo));
  }
}

/** The database is older than all files. */
function letItBeOld(): void {
  const database = new SqliteDatabase(join(desk.test.home, 'hartomat.db'));
  const begun = JSON.stringify('2019-01-01T00:00:00.000Z');
  database.prepare("update app_state set value = ? where key = 'database.begun'").run(begun);
  database.close();
}

type Step = { readonly nodeType: string | null; readonly outputs: readonly StepOutput[] };
const pictureOf = (steps: readonly Step[]) =>
  steps.find(({ nodeType }) => nodeType === 'blender_still')!.outputs[0]!.files[0]!;
const isThere = async (file: ReturnType<typeof pictureOf>): Promise<boolean> =>
  (await desk.test.application.resolveMedia(artifactUrl(file))) !== null;

it('takes what only a preview gave, and nothing that a run shows or delivered', { timeout: 120_000 }, async () => {
  const onlyLooked = await preview(11);
  const run = await desk.run({ mode: 'graph' });
  expect(run.fallback).toBeNull();
  letTimePass();

  // Of what was there before the database was begun, it does not know who needs it.
  const { lastCleaning: ofNew } = await desk.test.call('storage:clean', undefined);
  expect(ofNew).toMatchObject({ files: 0 });
  letItBeOld();
  const { previewBytes, lastCleaning } = await desk.test.call('storage:clean', undefined);
  expect(lastCleaning).toMatchObject({ files: 1, bytes: pictureOf(onlyLooked.steps).bytes });
  expect(previewBytes).toBe(0);
  expect(await isThere(pictureOf(onlyLooked.steps))).toBe(false);
  expect(await isThere(pictureOf(run.steps))).toBe(true);
  expect(existsSync((await desk.test.application.resolveMedia(run.outputUrl!))!.path)).toBe(true);

  const again = await desk.run({ mode: 'graph' });
  expect(new Set(Object.values(WorkflowDesk.nodes(again)))).toEqual(new Set(['reused']));
  const madeAgain = await preview(11);
  expect(madeAgain.steps.find(({ nodeType }) => nodeType === 'blender_still')).toMatchObject({
    ...{ state: 'done', why: 'Runs: seed now 11, was not set' },
  });
  expect(await isThere(pictureOf(madeAgain.steps))).toBe(true);
});
