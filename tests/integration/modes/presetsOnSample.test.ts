import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputType } from '../../../shared/domain/outputType.ts';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { RenderStand } from '../../support/renderStand.ts';
import { TestApplication } from '../../support/testApplication.ts';
import {
  tinyBlend,
  tinyOf,
  tinyOutputType,
  tinySheet,
  tinyThumbnail,
  tinyTurntable,
} from '../../support/tinyOutputType.ts';
import { WorkflowDesk } from '../../support/workflowOrders.ts';

const PARTS = 146;
const folder = mkdtempSync(join(tmpdir(), 'hartomat-presets-'));
const webm = tinyOf({ code: 'tiny_webm', artifactKind: 'turntable_video', format: 'webm' });
const gif = tinyOf({ code: 'tiny_gif', artifactKind: 'turntable_video', format: 'gif' });
let test: TestApplication;
let stand: RenderStand;
let productId: string;
let keys: string[];

beforeAll(async () => {
  const outputTypes = [tinyOutputType, tinyTurntable, webm, gif, tinyBlend, tinySheet, tinyThumbnail];
  test = await TestApplication.start({ outputTypes });
  await test.call('settings:update', { device: 'cpu' });
  const sample = await test.application.direct.sample({
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  productId = sample.id;
  keys = sample.manifest!.parts.map((part) => part.partKey);
  stand = await RenderStand.open();
}, 180_000);
afterAll(async () => {
  await stand?.close();
  await test?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(preset: string, outputType: OutputType): Promise<RunDetail> {
  const done = await test.application.direct.render({
    ...{ productId, outputTypeId: outputType.id, overrides: {}, mode: 'graph' },
    workflow: { id: `preset-${preset}`, revision: null },
    reuse: 'fresh',
    signal: new AbortController().signal,
  });
  expect(done, JSON.stringify([done.error, done.fallback])).toMatchObject({ state: 'delivered', fallback: null });
  expect(new Set(Object.values(WorkflowDesk.nodes(done)))).toEqual(new Set(['done']));
  return done;
}

const fileOf = async (done: RunDetail): Promise<string> => (await test.application.resolveMedia(done.outputUrl!))!.path;
const attachmentsOf = async (done: RunDetail) =>
  (await test.call('media:list', { productId })).filter(
    ({ runId, role }) => runId === done.id && role === 'attachment',
  );

/** Where a media asset lies. */
async function pathOf(url: string): Promise<string> {
  return (await test.application.resolveMedia(url))!.path;
}

describe('on the sample of 146 parts, in mode graph', { timeout: 240_000 }, () => {
  it('still gives one picture', async () => {
    const { width, height } = await sharp(await fileOf(await run('still', tinyOutputType))).metadata();
    expect([width, height]).toEqual([96, 54]);
  });

  it('multi_angle gives one sheet of three', async () => {
    const { width, height } = await sharp(await fileOf(await run('multi_angle', tinySheet))).metadata();
    expect(width! * height!).toBeGreaterThan(3 * 96 * 54);
  });

  it.each([tinyTurntable, webm])('turntable gives a video that plays: $format', async (outputType) => {
    const done = await run('turntable', outputType);
    expect(done.core).toMatchObject({ frames: 4, width: 96, height: 54 });
    const frames = await stand.render.decodeVideo(stand.job().job, await fileOf(done), join(folder, outputType.format));
    expect(frames).toHaveLength(4);
    const pictures = await Promise.all(frames.map((frame) => sharp(frame).raw().toBuffer()));
    expect(new Set(pictures.map((pixels) => pixels.toString('base64'))).size).toBe(4);
  });

  it('turntable gives an animation as gif', async () => {
    expect((await sharp(await fileOf(await run('turntable', gif))).metadata()).pages).toBe(4);
  });

  it('still_with_exports gives a .blend that opens in Blender with every part under its key', async () => {
    const done = await run('still_with_exports', tinyOutputType);
    const [blend, ...others] = await attachmentsOf(done);
    expect(others).toEqual([]);
    expect(blend).toMatchObject({ assetType: 'blend_production' });
    const { partKeys } = await stand.render.describeBlend(stand.job().job, await pathOf(blend!.url));
    expect(partKeys).toHaveLength(PARTS);
    expect(partKeys.toSorted()).toEqual(keys.toSorted());
  });

  it('cad_intake gives a thumbnail and an STL, with parts counted in Blender too', async () => {
    const done = await run('cad_intake', tinyThumbnail);
    expect(WorkflowDesk.nodes(done)).toMatchObject({ cad_parity_check: 'done', stl_export: 'done' });
    expect(await attachmentsOf(done)).toMatchObject([{ assetType: 'model_export' }]);
  });
});

describe('the same order of a .blend by legacy', () => {
  it('completes its order line with one asset for production', { timeout: 120_000 }, async () => {
    const done = await test.application.direct.render({
      ...{ productId, outputTypeId: tinyBlend.id, overrides: {} },
      signal: new AbortController().signal,
    });
    expect(done).toMatchObject({ state: 'delivered', core: { executor: 'legacy' } });
    const assets = (await test.call('media:list', { productId })).filter(({ runId }) => runId === done.id);
    expect(assets).toMatchObject([{ role: 'primary', assetType: 'blend_production', kind: 'blend_asset' }]);
    const { partKeys } = await stand.render.describeBlend(stand.job().job, await fileOf(done));
    expect(partKeys).toHaveLength(PARTS);
  });
});
