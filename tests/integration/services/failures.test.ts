import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputType } from '../../../shared/domain/outputType.ts';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { stepFixture } from '../../support/stepFixtures.ts';
import { TestApplication } from '../../support/testApplication.ts';
import { tinyOutputType } from '../../support/tinyOutputType.ts';

function like(code: string, profile: Partial<OutputType['profile']>, change: Partial<OutputType> = {}): OutputType {
  return { ...tinyOutputType, ...change, id: `ot-${code}`, code, profile: { ...tinyOutputType.profile, ...profile } };
}

const outputTypes = [
  tinyOutputType,
  like('no_camera', { camera: 'from_below' }),
  like('no_template', { templateId: 'nowhere' }),
  like('no_material', { materialOverride: 'unobtainium' }),
  like('graph', {}, { rolloutMode: 'graph' }),
  like('inactive', {}, { active: false }),
];

let desk: TestApplication;
let productId: string;

beforeAll(async () => {
  desk = await TestApplication.start({ outputTypes });
  productId = await desk.product(await stepFixture('twoBoxes'));
  desk.application.startQueue();
}, 120_000);

afterAll(() => desk?.close());

/** Orders what cannot be made; it fails before any Blender is bothered, and says so everywhere. */
async function expectFailure(
  outputTypeId: string,
  code: string,
  mentioned: string,
  of = productId,
): Promise<RunDetail> {
  const { id } = await desk.call('orders:create', { productId: of, outputTypeId });
  const run = await desk.ended(id);
  expect(run).toMatchObject({ state: 'failed', error: { code }, mediaAssetId: null, outputUrl: null });
  expect(run.error?.message).toContain(mentioned);
  expect(run.error?.message, 'words, not a stack').not.toMatch(/\n\s+at /);
  expect(run.error?.remedy).toBeTruthy();
  expect(run.core.endedAt).not.toBeNull();
  const notices = (await desk.call('notices:list', undefined)).filter((notice) => notice.runId === id);
  expect(notices).toMatchObject([{ kind: 'failed', body: run.error?.message }]);
  expect(desk.notified.filter((notice) => notice.to === `runs/${id}`)).toHaveLength(1);
  const lines = await desk.call('runs:log', { id });
  expect(lines.at(-1)).toMatchObject({ level: 'error', source: 'run', text: `${run.error?.message} (${code})` });
  expect(lines.some((line) => line.source === 'blender')).toBe(false);
  expect(await desk.call('media:list', { productId: of })).toEqual([]);
  return run;
}

describe('an order that cannot be made fails with its reason', () => {
  it('a camera that the template does not have', async () => {
    const run = await expectFailure('ot-no_camera', 'camera.unknown', 'from_below');
    expect(run.error?.remedy).toContain('three_quarter');
    expect(run.steps.map((step) => step.state)).toEqual(['failed', 'skipped', 'skipped', 'skipped', 'skipped']);
    expect(run.steps[0]?.error).toMatchObject({ code: 'camera.unknown' });
  });

  it('a template that nobody has', () => expectFailure('ot-no_template', 'template.unknown', 'nowhere'));

  it('a material that the library does not have', () =>
    expectFailure('ot-no_material', 'material.unknown', 'unobtainium'));

  it('and when the reason is gone, a retry is a new run of the same order line', async () => {
    const failed = (await desk.call('runs:list', { states: ['failed'] })).at(-1)!;
    const again = await desk.call('runs:retry', { id: failed.id });
    expect(again).toMatchObject({ orderLineId: failed.orderLineId, attempt: 2 });
    expect(again.id).not.toBe(failed.id);
    const ended = await desk.ended(again.id);
    expect(ended).toMatchObject({ state: 'failed', retryOf: failed.id, error: { code: failed.error?.code } });
    expect(await desk.call('runs:get', { id: failed.id })).toMatchObject({ state: 'failed', attempt: 1 });
  });

  it('a model that is gone from the store', async () => {
    const gone = await desk.product(await stepFixture('cube1000'));
    const { cadFile } = await desk.call('products:get', { id: gone });
    const folder = join(desk.home, 'cad', cadFile!.sha256);
    expect(existsSync(join(folder, 'model.glb'))).toBe(true);
    rmSync(join(folder, 'model.glb'));
    const run = await expectFailure(tinyOutputType.id, 'product.no_cad', cadFile!.fileName, gone);
    expect(run.error?.remedy).toMatch(/import/i);

    // The remedy is true: the same file again brings it back, and the product stays one.
    expect(await desk.product(await stepFixture('cube1000'))).toBe(gone);
    expect(existsSync(join(folder, 'model.glb'))).toBe(true);
    const again = await desk.call('runs:retry', { id: run.id });
    expect(await desk.ended(again.id)).toMatchObject({ state: 'delivered', attempt: 2, error: null });
  }, 120_000);

  it('a whole import that is gone', async () => {
    const gone = await desk.product(await stepFixture('cubeMetre'));
    const { cadFile } = await desk.call('products:get', { id: gone });
    rmSync(join(desk.home, 'cad', cadFile!.sha256), { recursive: true });
    const { id } = await desk.call('orders:create', { productId: gone, outputTypeId: tinyOutputType.id });
    expect(await desk.ended(id)).toMatchObject({ state: 'failed', error: { code: 'product.no_cad' } });
  });
});

describe('an order of a product that is removed', () => {
  it('is still delivered, as was said when it was removed; only nothing more can be ordered of it', async () => {
    await desk.call('queue:pause', undefined);
    const removed = await desk.product(await stepFixture('cubeInch'));
    const { id } = await desk.call('orders:create', { productId: removed, outputTypeId: tinyOutputType.id });
    await desk.call('products:remove', { id: removed });
    await desk.call('queue:resume', undefined);
    const run = await desk.ended(id);
    expect(run).toMatchObject({ state: 'delivered', error: null, productName: 'cubeInch' });
    const [asset] = await desk.call('media:list', { productId: removed });
    expect(asset).toMatchObject({ runId: id, productName: 'cubeInch' });
    await expect(
      desk.call('orders:create', { productId: removed, outputTypeId: tinyOutputType.id }),
    ).rejects.toMatchObject({ code: 'product.unknown' });
  }, 120_000);
});

describe('what cannot be ordered at all is refused, and leaves no run behind', () => {
  it.each([
    ['a product that nobody has', 'nobody', tinyOutputType.id, 'product.unknown'],
    ['an output type that nobody has', '', 'ot-nobody', 'output_type.unknown'],
    ['an output type that is not active', '', 'ot-inactive', 'output_type.inactive'],
    ['an output type whose mode this version cannot run', '', 'ot-graph', 'output_type.invalid_contract'],
  ])('%s', async (_what, product, outputTypeId, code) => {
    const before = await desk.call('runs:list', {});
    const order = desk.call('orders:create', { productId: product || productId, outputTypeId });
    await expect(order).rejects.toMatchObject({ code });
    expect(await desk.call('runs:list', {})).toEqual(before);
  });

  it('and calls about runs that nobody has', async () => {
    const unknown = { code: 'run.unknown' };
    await expect(desk.call('runs:get', { id: 'nobody' })).rejects.toMatchObject(unknown);
    await expect(desk.call('runs:log', { id: 'nobody' })).rejects.toMatchObject(unknown);
    await expect(desk.call('runs:cancel', { id: 'nobody' })).rejects.toMatchObject(unknown);
    await expect(desk.call('runs:retry', { id: 'nobody' })).rejects.toMatchObject(unknown);
    await expect(desk.call('runs:setPriority', { id: 'nobody', priority: 'high' })).rejects.toMatchObject(unknown);
    await expect(desk.call('media:reveal', { id: 'nobody' })).rejects.toMatchObject({ code: 'app.not_found' });
    await expect(desk.call('products:get', { id: 'nobody' })).rejects.toMatchObject({ code: 'product.unknown' });
  });
});
