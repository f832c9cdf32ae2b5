import type { Locator } from '@playwright/test';
import { changeWorkflow, order, run, sampleProduct, untilCompared, untilRun } from './support/domain.ts';
import { modeTypes } from './support/modeTypes.ts';
import { expect, shareApp, test } from './support/test.ts';

/*
 * Orders in every mode, and what the window says of them: who delivered, what was reused, what differs, and why.
 */

const shared = shareApp({ withSample: true, outputTypes: Object.values(modeTypes) });
let productId = '';

test.beforeAll(async () => {
  test.setTimeout(120_000);
  productId = (await sampleProduct(shared())).id;
});

test.beforeEach(() => test.setTimeout(180_000));

const main = (): Locator => shared().page.getByRole('main');
const strip = (): Locator => shared().page.locator('[data-region="strip"]');
const button = (name: string): Locator => shared().page.getByRole('button', { name, exact: true });
const steps = (): Locator => main().getByRole('table', { name: 'Steps of the run' });

/** Heads and steps of the run in reading order, each as one line of words. */
async function stepRows(): Promise<string[]> {
  const rows = await steps().locator('tbody tr').allInnerTexts();
  return rows.map((row) => row.trim().replace(/\s+/g, ' '));
}

/** The picture with this description has been drawn, not only asked for. */
async function expectPicture(alt: RegExp): Promise<void> {
  const picture = main().getByRole('img', { name: alt });
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(320);
}

test('a shadow run: legacy delivers, the observer repeats it, and both are judged side by side', async () => {
  const { page } = shared();
  await shared().goTo(`products/${productId}`);
  await button('Order render').click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[data-output-type="still_observed"]').click();
  await dialog.getByRole('button', { name: 'Order render' }).click();
  await expect(page).toHaveURL(/#\/runs\/.+/);
  await untilCompared(shared(), page.url().split('/').at(-1) ?? '');

  await expect(strip()).toContainText('shadow');
  await expect(strip()).toContainText('Delivered by legacy');
  await expect(strip()).toContainText('Pass');
  const heads = (await stepRows()).filter((row) => /^(Control|Observer)/.test(row));
  expect(heads).toEqual([
    expect.stringMatching(/^Control, legacy pipeline .* Delivered at /),
    expect.stringMatching(/^Observer, graph Still r1 .* No asset, no notification$/),
  ]);

  const observer = main().getByRole('region', { name: 'Observer' });
  await expect(observer).toContainText('Pass');
  await expect(observer).toContainText('pixels.equal');
  await expect(observer).toContainText('This run speaks for Still r1 delivering Still, observed.');
  const ladder = observer.getByRole('table', { name: 'Measurements and limits' });
  await expect(
    ladder
      .getByRole('row', { name: /^Mean delta/ })
      .getByRole('cell')
      .first(),
  ).toHaveText('0');
  const core = main().getByRole('table', { name: 'Core fields' });
  await expect(core.getByRole('row', { name: /^Order line/ })).toHaveText(/^Order line(OL-\d+-01)\s*\1\s*=$/);

  await expectPicture(/^Still, observed of /);
  await main().getByRole('radio', { name: 'Candidate' }).click();
  await expectPicture(/^Candidate, Still, observed/);
  await main().getByRole('radio', { name: 'Heat map' }).click();
  await expectPicture(/^Differences, Still, observed/);

  await steps()
    .getByRole('button', { name: /Render still/ })
    .last()
    .click();
  const log = main().getByRole('log', { name: 'Log of Render still' });
  const sources = async (): Promise<string[]> => [...new Set(await log.locator('.source').allInnerTexts())];
  await expect.poll(sources).toEqual(['node:blender_still']);
  await expect(main().getByRole('region', { name: 'Facts of Render still' })).toContainText('1 output');
});

test('an observer that still waits can be cancelled, and the delivery stays', async () => {
  const { id } = await order(shared(), productId, modeTypes.shadow.id);
  await shared().goTo(`runs/${id}`);
  await untilRun(shared(), id, ['running']);
  await shared().invoke('queue:pause');
  await untilRun(shared(), id, ['delivered']);
  await expect(strip()).toContainText('Observer waits');
  await button('Cancel observer').click();
  await expect(button('Cancel observer')).toBeHidden();
  await expect(strip()).toContainText('Delivered by legacy');
  await expect(main()).toContainText('Observer was cancelled, so there is no candidate.');
  expect(await run(shared(), id)).toMatchObject({ state: 'delivered', observer: { state: 'cancelled' } });
  await shared().invoke('queue:resume');
});

test('a graph run that is ordered again says what it reuses', async () => {
  const first = await order(shared(), productId, modeTypes.graph.id);
  await untilRun(shared(), first.id, ['delivered']);
  await shared().goTo(`runs/${first.id}`);
  await expect(strip()).toContainText('Delivered by graph');
  const again = await order(shared(), productId, modeTypes.graph.id);
  await untilRun(shared(), again.id, ['delivered']);
  await shared().goTo(`runs/${again.id}`);
  await expect(strip()).toContainText(again.number);
  await expect(strip()).toContainText('Delivered by graph');
  const [head, ...rows] = await stepRows();
  expect(head).toMatch(/^Graph Still r1 .*Delivered at /);
  expect(rows).toHaveLength(8);
  for (const row of rows) expect(row).toMatch(/ Reused: same .* s$/);
  await expect(steps().getByRole('img', { name: 'Reused' })).toHaveCount(8);
});

test('a graph run that fails is delivered by legacy, and a banner says why', async () => {
  await changeWorkflow(shared(), 'preset-still_with_exports', 'blender_still', { camera: 'detail_a' });
  const { id } = await order(shared(), productId, modeTypes.spoilt.id);
  await untilRun(shared(), id, ['delivered']);
  await shared().goTo(`runs/${id}`);
  await expect(strip()).toContainText('Delivered by legacy, graph failed');
  const banner = main().getByRole('note');
  await expect(banner).toContainText(
    "Delivered by legacy. Graph failed at Render still: 'detail_a' is not a camera of template White studio.",
  );
  await expect(banner).toContainText('camera.unknown');
  const rows = await stepRows();
  const heads = rows.filter((row) => /^(Graph|Fallback)/.test(row));
  expect(heads).toEqual([
    expect.stringMatching(/^Graph Still with exports r2 .*Failed at Render still at /),
    expect.stringMatching(/^Fallback: legacy .*Delivered at /),
  ]);
  expect(rows.find((row) => row.startsWith('Save output'))).toContain('Not run: Render still failed');
});

test('a delivered turntable plays', async () => {
  const { id } = await order(shared(), productId, modeTypes.turntable.id);
  await untilRun(shared(), id, ['delivered']);
  await shared().goTo(`runs/${id}`);
  const video = main().locator('video');
  await expect.poll(() => video.evaluate((each: HTMLVideoElement) => each.readyState)).toBeGreaterThanOrEqual(2);
  expect(await video.evaluate((each: HTMLVideoElement) => [each.duration, each.videoWidth])).toEqual([1, 96]);
  await video.evaluate((each: HTMLVideoElement) => each.play());
  await expect.poll(() => video.evaluate((each: HTMLVideoElement) => each.currentTime)).toBeGreaterThan(0);
});

test('a paused run lets others pass until it is resumed', async () => {
  await shared().invoke('queue:pause');
  const { id } = await order(shared(), productId, modeTypes.graph.id);
  await shared().goTo(`runs/${id}`);
  await expect(strip()).toContainText('Waiting');
  await button('Pause run').click();
  await expect(strip()).toContainText('Paused');
  await shared().invoke('queue:resume');
  const other = await order(shared(), productId, modeTypes.graph.id);
  await untilRun(shared(), other.id, ['delivered']);
  expect(await run(shared(), id)).toMatchObject({ state: 'waiting', held: true });
  await button('Resume run').click();
  await untilRun(shared(), id, ['delivered']);
  await expect(strip()).toContainText('Delivered by graph');
});

test('legacy that is forced delivers whatever is rolled out, and every screen says so', async () => {
  const { page } = shared();
  const status = page.getByRole('contentinfo', { name: 'Status' });
  await shared().goTo('settings');
  await page.getByRole('switch', { name: 'Force legacy' }).click();
  await expect(status).toContainText('Legacy is forced');
  const { id } = await order(shared(), productId, modeTypes.graph.id);
  await untilRun(shared(), id, ['delivered']);
  await shared().goTo(`runs/${id}`);
  await expect(strip()).toContainText('Delivered by legacy');
  expect(await run(shared(), id)).toMatchObject({ mode: 'legacy', fallback: null });
  await expect(main().getByRole('log')).toContainText('legacy is forced in Settings');
  await shared().goTo('settings');
  await page.getByRole('switch', { name: 'Force legacy' }).click();
  await expect(status).not.toContainText('Legacy is forced');
});

test('the presets can be looked into', async () => {
  const { page } = shared();
  await shared().goTo('workflows');
  const list = page.getByRole('grid', { name: 'Workflows' });
  for (const name of ['CAD intake', 'Multi-angle sheet', 'Still', 'Still with exports', 'Turntable']) {
    await expect(list.getByRole('row', { name: new RegExp(`^${name},`) })).toBeVisible();
  }
  await list.getByRole('row', { name: /^Turntable,/ }).click();
  const nodes = page.getByRole('region', { name: 'Nodes of Turntable' });
  await expect(nodes.getByRole('listitem')).toHaveCount(9);
  await expect(nodes).toContainText('blender_turntable');
  await expect(nodes).toContainText('encode_video');
});
