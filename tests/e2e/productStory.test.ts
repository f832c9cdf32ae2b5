import { existsSync } from 'node:fs';
import { stepFixture } from '../support/stepFixtures.ts';
import { media, products, runs, sampleProduct, untilRun } from './support/domain.ts';
import { readPicture } from './support/readPicture.ts';
import { expect, test } from './support/test.ts';

/*
 * first start -> sample is there -> import STEP -> assign a material -> order (2 clicks) -> run page -> delivered
 *             -> the picture has that material's colour -> notice -> media library
 */
test('a STEP file becomes a delivered picture', async ({ app }) => {
  test.setTimeout(240_000);
  const { page } = app;
  const step = await stepFixture('nested18');
  const notifications = await app.collectNotifications();

  await test.step('the sample is there on first start, every part with a material', async () => {
    const sample = await sampleProduct(app);
    expect(sample).toMatchObject({ parts: 146, unmatchedParts: 0 });
    await app.goTo('products');
    await expect(page.getByRole('row', { name: new RegExp(sample.name) })).toContainText('146');
  });

  await test.step('import a STEP file through the dialog', async () => {
    await app.chooseInDialogs([step]);
    await page.getByRole('button', { name: 'Import STEP…' }).click();
    await expect.poll(async () => (await products(app)).length, { timeout: 60_000 }).toBe(2);
    const imported = (await products(app)).find((product) => !product.isSample);
    expect(imported).toMatchObject({ parts: 18, unmatchedParts: 18 });
    await app.goTo(`products/${imported?.id}`);
    await expect(page.getByText('0 of 18 matched')).toBeVisible();
    await expect(page.locator('canvas').first()).toBeVisible();
  });

  await test.step('assign a material to all parts', async () => {
    await page.getByRole('button', { name: 'Add rule', exact: true }).click();
    await page.getByRole('textbox', { name: /Part or pattern/ }).fill('*');
    await page.getByRole('button', { name: /^Material of/ }).click();
    await page.getByPlaceholder('Find a material').fill('paint, blue');
    await page.keyboard.press('Enter');
    await expect(page.getByText('18 of 18 matched')).toBeVisible();
    const saved = async () => (await products(app)).find((product) => !product.isSample)?.unmatchedParts;
    await expect.poll(saved).toBe(0);
  });

  await test.step('order a render: two clicks', async () => {
    await page.getByRole('button', { name: 'Order render', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Order render' }).click();
    await expect(page).toHaveURL(/#\/runs\/.+/);
  });

  const delivered = await test.step('the run page follows it until it is delivered', async () => {
    const [ordered] = await runs(app);
    const detail = await untilRun(app, ordered?.id ?? '', ['delivered']);
    await expect.soft(page.getByText(/is delivered\.|Delivered/).first()).toBeVisible();
    expect(detail.steps.map((each) => each.state)).toEqual(detail.steps.map(() => 'done'));
    expect(detail.core).toMatchObject({ mode: 'legacy', width: 640, height: 360, samples: 32, seed: 7 });
    expect(detail.core.blenderVersion).toMatch(/^\d+\.\d+/);
    expect(detail.core.deviceUsed).toBeTruthy();
    return detail;
  });

  await test.step('the picture has the size that was ordered and the colour that was assigned', async () => {
    const path = delivered.core.outputPath ?? '';
    expect(existsSync(path), path).toBe(true);
    const picture = await readPicture(path);
    expect([picture.width, picture.height]).toEqual([640, 360]);
    expect(picture.colours).toBeGreaterThan(200);
    // Paint, blue is #0e4c8a: lit in a studio it stays clearly blue, and nothing else in the picture is.
    expect(picture.share((red, green, blue) => blue > red + 40 && blue > green + 15)).toBeGreaterThan(0.03);
  });

  await test.step('a notice arrives, in the window and from the system', async () => {
    await expect.poll(async () => (await notifications()).length).toBe(1);
    await app.goTo('notices');
    await expect(
      page
        .getByRole('main')
        .getByText(/delivered/i)
        .first(),
    ).toBeVisible();
  });

  await test.step('the media library shows it', async () => {
    expect(await media(app)).toHaveLength(1);
    await app.goTo('media');
    const thumbnail = page.locator('img[src^="media://"]').first();
    await expect(thumbnail).toBeVisible();
    await expect.poll(() => thumbnail.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  });

  await test.step('a range of the picture is served as 206', async () => {
    const [asset] = await media(app);
    const answer = await page.evaluate(async (url) => {
      const part = await fetch(url, { headers: { Range: 'bytes=1-3' } });
      return { status: part.status, text: await part.text(), range: part.headers.get('Content-Range') };
    }, asset?.url ?? '');
    expect(answer).toEqual({ status: 206, text: 'PNG', range: `bytes 1-3/${asset?.bytes}` });
  });
});
