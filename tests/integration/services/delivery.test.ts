import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProvenance } from '../../../electron/media/readProvenance.ts';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { stepFixture } from '../../support/stepFixtures.ts';
import { TestApplication } from '../../support/testApplication.ts';
import { tinyOutputType } from '../../support/tinyOutputType.ts';

const home = mkdtempSync(join(tmpdir(), 'hartomat-delivery-'));
let desk: TestApplication;
let productId: string;

async function deliver(): Promise<RunDetail> {
  const ordered = await desk.call('orders:create', { productId, outputTypeId: tinyOutputType.id });
  return desk.ended(ordered.id);
}

async function onlyAsset(runId: string) {
  const assets = (await desk.call('media:list', { productId })).filter((asset) => asset.runId === runId);
  expect(assets).toHaveLength(1);
  return assets[0]!;
}

const fileOf = async (url: string): Promise<string> => (await desk.application.resolveMedia(url))!.path;

beforeAll(async () => {
  desk = await TestApplication.start({ home, outputTypes: [tinyOutputType] });
  const jobs = await desk.call('products:import', { paths: [await stepFixture('twoBoxes')], productId: null });
  await desk.when('the import ends', () => desk.told('cad:importFinished').length > 0);
  const [finished] = desk.told('cad:importFinished');
  expect(finished).toMatchObject({ jobId: jobs[0]?.jobId, error: null });
  productId = finished!.productId!;
  await desk.application.direct.blender();
  desk.application.handlers['settings:update']({ device: 'cpu' });
  desk.application.startQueue();
}, 120_000);

afterAll(async () => {
  await desk?.close();
  rmSync(home, { recursive: true, force: true });
});

describe('an order is delivered', () => {
  let run: RunDetail;

  beforeAll(async () => {
    run = await deliver();
  }, 120_000);

  it('by waiting, running and delivered, and no other way', () => {
    expect(run, JSON.stringify(run.error)).toMatchObject({ state: 'delivered', number: 'R-0001', attempt: 1 });
    const states = desk.told('runs:changed').flatMap((event) => (event.run.id === run.id ? event.run.state : []));
    expect([...new Set(states)]).toEqual(['waiting', 'running', 'delivered']);
    expect(run.steps.map((step) => [step.key, step.state])).toEqual([
      ['prepare_scene', 'done'],
      ['render_still', 'done'],
      ['verify_output', 'done'],
      ['publish', 'done'],
      ['notify', 'done'],
    ]);
  });

  it('with every core field, as Blender reported it', async () => {
    const { core } = run;
    const { version } = await desk.application.direct.blender();
    const { width, height } = tinyOutputType.profile;
    expect(core).toMatchObject({ orderLine: 'OL-0001-01', product: 'twoBoxes', outputType: 'still_tiny', frames: 1 });
    expect(core).toMatchObject({ mode: 'legacy', executor: 'legacy', workflowRevision: null });
    expect(core).toMatchObject({ blenderVersion: version, deviceUsed: 'CPU', samples: 2, seed: 7, width, height });
    expect(core.engine).toMatch(/cycles/i);
    expect(core.pixelHash).toMatch(/^[0-9a-f]{64}$/);
    expect(core.peakMemoryBytes).toBeGreaterThan(10_000_000);
    expect(core.durationSeconds).toBeGreaterThan(0);
    expect(Date.parse(core.endedAt!)).toBeGreaterThan(Date.parse(core.startedAt!));
    // A warm Blender outlives its job: everything else is known.
    const unknown = Object.entries(core).flatMap(([field, value]) => (value === null ? field : []));
    expect(unknown.filter((field) => field !== 'workflowRevision' && field !== 'exitCode')).toEqual([]);
  });

  it('as exactly one media asset, whose file is the one that the run names', async () => {
    const asset = await onlyAsset(run.id);
    expect(asset).toMatchObject({ fileName: 'twoboxes_still_tiny.png', sha256: run.core.outputSha256, mode: 'legacy' });
    expect(run.mediaAssetId).toBe(asset.id);
    const path = await fileOf(asset.url);
    expect(path).toBe(run.core.outputPath);
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(asset.sha256);
    expect(statSync(path).size).toBe(asset.bytes);
    expect(await fileOf(run.outputUrl!)).toBe(path);
    expect(statSync(await fileOf(asset.thumbnailUrl!)).size).toBeGreaterThan(50);
    expect((await desk.call('products:list', undefined)).find(({ id }) => id === productId)).toMatchObject({
      mediaCount: 1,
      thumbnailUrl: asset.thumbnailUrl,
    });
  });

  it('with where it came from in the file', async () => {
    const provenance = await readProvenance(run.core.outputPath!);
    const product = await desk.call('products:get', { id: productId });
    expect(provenance).toMatchObject({
      application: { name: 'HartOMat', version: '0.0.0-test' },
      mode: 'legacy',
      outputType: { code: 'still_tiny' },
      product: { name: 'twoBoxes', cadSha256: product.cadFile!.sha256 },
      template: { id: 'white_studio' },
      blender: { version: run.core.blenderVersion, device: 'CPU', samples: 2, seed: 7 },
    });
    expect(Object.keys(provenance!.materials).sort()).toEqual(product.manifest!.parts.map((p) => p.partKey).sort());
    expect(Object.values(provenance!.materials).some((material) => material.startsWith('cad_'))).toBe(true);
  });

  it('and said once, in the application and outside it', async () => {
    const notices = (await desk.call('notices:list', undefined)).filter((notice) => notice.runId === run.id);
    expect(notices).toMatchObject([{ kind: 'delivered', productId, readAt: null }]);
    expect(desk.notified).toEqual([{ title: notices[0]!.title, body: notices[0]!.body, to: `runs/${run.id}` }]);
    const [read] = await desk.call('notices:markRead', { ids: [notices[0]!.id] });
    expect(read?.readAt).not.toBeNull();
  });

  it('with a log, and with events for whoever looks', async () => {
    const lines = await desk.call('runs:log', { id: run.id });
    expect(lines.map((line) => line.seq)).toEqual([...lines.keys()].map((index) => index + lines[0]!.seq));
    const text = lines.map((line) => line.text).join('\n');
    expect(text).toMatch(/^Ordered twoBoxes as still_tiny \(OL-0001-01\)\.\nStarted\./);
    expect(text).toMatch(/Published twoboxes_still_tiny\.png[^]*Delivered\.$/);
    expect(desk.told('runs:logged').flatMap((event) => (event.runId === run.id ? event.lines : []))).toEqual(lines);
    const fractions = desk.told('runs:progressed').map((progress) => progress.fraction);
    expect(fractions.length).toBeGreaterThan(0);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    for (const name of ['media:changed', 'queue:changed', 'products:changed', 'notices:added'] as const) {
      expect(desk.told(name).length, name).toBeGreaterThan(0);
    }
  });

  it('leaving no working folder', async () => {
    await desk.when('nothing is under way', () => desk.application.busyRuns() === 0);
    expect(existsSync(join(desk.home, 'runs', run.id))).toBe(false);
  });

  it('to be shown under its own name, as a copy', async () => {
    await desk.call('media:reveal', { id: run.mediaAssetId! });
    await desk.call('runs:reveal', { id: run.id });
    expect(new Set(desk.revealed).size).toBe(1);
    expect(basename(desk.revealed[0]!)).toBe('twoboxes_still_tiny.png');
    expect(readFileSync(desk.revealed[0]!)).toEqual(readFileSync(run.core.outputPath!));
  });

  it('and is not to be retried, nor cancelled', async () => {
    await expect(desk.call('runs:retry', { id: run.id })).rejects.toMatchObject({ code: 'run.not_retryable' });
    await expect(desk.call('runs:cancel', { id: run.id })).rejects.toMatchObject({ code: 'run.invalid_transition' });
  });

  it('a second time as the same file, byte by byte', async () => {
    const again = await deliver();
    expect(again.state, JSON.stringify(again.error)).toBe('delivered');
    expect(again.orderLineNumber).not.toBe(run.orderLineNumber);
    expect(again.core.pixelHash).toBe(run.core.pixelHash);
    expect(again.core.outputSha256).toBe(run.core.outputSha256);
    expect((await onlyAsset(again.id)).id).not.toBe(run.mediaAssetId);
  }, 120_000);

  it('while other addresses lead nowhere', async () => {
    const asset = run.mediaAssetId!;
    const addresses = [
      'media://asset/nobody',
      `media://asset/${asset}/more`,
      `media://asset/..%2F..%2Fetc%2Fpasswd`,
      `media://preview/${run.id}/../../settings.json`,
      `media://preview/${run.id}/..%2f..%2fhartomat.db`,
      `media://preview/${run.id}/%2e%2e/%2e%2e/hartomat.db`,
      `media://preview/${run.id}/..%5C..%5Chartomat.png`,
      `media://preview/${run.id}/gone.png`,
      `media://preview/nobody/preview.png`,
      `media://preview/${run.id}/%zz.png`,
      `media://preview/${run.id}`,
      'media://model/nobody',
      'media://file/etc/passwd',
      `file://${run.core.outputPath}`,
      '',
    ];
    for (const address of addresses) expect(await desk.application.resolveMedia(address), address).toBeNull();
    const { modelUrl } = await desk.call('products:get', { id: productId });
    expect(await desk.application.resolveMedia(modelUrl!)).toMatchObject({ contentType: 'model/gltf-binary' });
  });

  it('still as one media asset and with one notice when the application ended between the two', async () => {
    const asset = await onlyAsset(run.id);
    const delivered = (await desk.call('notices:list', undefined)).length;
    await desk.close();
    const database = new SqliteDatabase(join(home, 'hartomat.db'));
    database
      .prepare(
        `UPDATE runs SET state = 'running', instance_id = 'dead', ended_at = NULL, output_path = NULL,
         output_sha256 = NULL, pixel_hash = NULL WHERE id = ?`,
      )
      .run(run.id);
    database.close();

    desk = await TestApplication.start({ home });
    expect(await desk.call('runs:get', { id: run.id })).toMatchObject({ state: 'waiting', core: { deviceUsed: null } });
    desk.application.startQueue();
    const again = await desk.ended(run.id);
    expect(again, JSON.stringify(again.error)).toMatchObject({
      state: 'delivered',
      mediaAssetId: asset.id,
      attempt: 1,
    });
    expect(again.steps.map((step) => step.state)).toEqual(['reused', 'reused', 'reused', 'reused', 'done']);
    const { outputPath, outputSha256, pixelHash, deviceUsed, engine, samples } = run.core;
    expect(again.core).toMatchObject({ outputPath, outputSha256, pixelHash, deviceUsed, engine, samples });
    expect(await onlyAsset(run.id)).toEqual(asset);
    expect(await desk.call('notices:list', undefined)).toHaveLength(delivered);
    expect(desk.notified).toEqual([]);
  }, 120_000);
});
