import AxeBuilder from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { changeWorkflow, order, sampleProduct, untilCompared, untilRun } from './support/domain.ts';
import { layoutFaults } from './support/layoutFaults.ts';
import { modeTypes } from './support/modeTypes.ts';
import { expect, shareApp, test } from './support/test.ts';

/*
 * Every screen with real content, at the sizes and in the themes that people use: pictures to look at, and what a
 * machine can say about them (nothing cut, nothing sideways, no serious accessibility fault).
 */

const shared = shareApp({ outputTypes: [modeTypes.shadow, modeTypes.spoilt] });
const folder = join('test-results', 'screens');
const sizes = [
  [1280, 800],
  [1920, 1080],
] as const;
const themes = ['dark', 'light'] as const;

/** name -> place and what shows that it is there. */
const screens: Record<string, { path: () => string; ready: string }> = {
  workflows: { path: () => 'workflows', ready: 'main' },
  runs: { path: () => 'runs', ready: 'main' },
  history: { path: () => 'history', ready: 'main' },
  run: { path: () => `runs/${ids.run}`, ready: 'main img[src^="media://"]' },
  'run-shadow': { path: () => `runs/${ids.shadow}`, ready: 'main img[src^="media://"]' },
  'run-fallback': { path: () => `runs/${ids.fallback}`, ready: 'main img[src^="media://"]' },
  products: { path: () => 'products', ready: '[role=row] img, [role=row]' },
  product: { path: () => `products/${ids.product}`, ready: 'main canvas' },
  media: { path: () => 'media', ready: 'main img[src^="media://"]' },
  'output-types': { path: () => 'output-types', ready: 'main' },
  golden: { path: () => 'golden', ready: 'main' },
  notices: { path: () => 'notices', ready: 'main' },
  settings: { path: () => 'settings', ready: 'main' },
  'not-found': { path: () => 'nowhere', ready: 'main' },
};

/** Picture of the README -> screen. */
const readmePictures = {
  'product.png': 'product',
  'run.png': 'run-shadow',
  'runs.png': 'runs',
  'media.png': 'media',
};

const ids = { product: '', run: '', shadow: '', fallback: '' };

test.beforeAll(async () => {
  test.setTimeout(180_000);
  mkdirSync(folder, { recursive: true });
  const sample = await sampleProduct(shared());
  const shadow = await order(shared(), sample.id, modeTypes.shadow.id);
  await untilCompared(shared(), shadow.id);
  await changeWorkflow(shared(), 'preset-still_with_exports', 'blender_still', { camera: 'detail_a' });
  const fallback = await order(shared(), sample.id, modeTypes.spoilt.id);
  await untilRun(shared(), fallback.id, ['delivered']);
  const ordered = await order(shared(), sample.id, 'ot-still-preview');
  await untilRun(shared(), ordered.id, ['delivered']);
  Object.assign(ids, { product: sample.id, run: ordered.id, shadow: shadow.id, fallback: fallback.id });
  // What lies under the pointer looks different.
  await shared().page.mouse.move(0, 0);
  // What has been said in passing is gone again before pictures are taken.
  await expect(shared().page.locator('[data-sonner-toast]')).toHaveCount(0, { timeout: 30_000 });
});

async function show(name: string): Promise<void> {
  const screen = screens[name];
  if (!screen) throw new Error(name);
  await shared().goTo(screen.path());
  await shared().page.locator(screen.ready).first().waitFor();
  await settle();
}

/** Pictures decoded, fonts there, and no more changes of the page: nothing moves unless someone moved it. */
async function settle(): Promise<void> {
  await shared().page.evaluate(async () => {
    await document.fonts.ready;
    const pictures = [...document.images].filter((picture) => picture.checkVisibility());
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
    await new Promise<void>((resolve) => {
      let timer = setTimeout(done, 250);
      const observer = new MutationObserver(() => {
        clearTimeout(timer);
        timer = setTimeout(done, 250);
      });
      const limit = setTimeout(done, 4000);
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      function done(): void {
        clearTimeout(limit);
        observer.disconnect();
        resolve();
      }
    });
  });
}

for (const theme of themes) {
  for (const [width, height] of sizes) {
    test(`every screen at ${width} x ${height}, ${theme}`, async () => {
      test.setTimeout(180_000);
      await shared().invoke('settings:update', { theme });
      await expect(shared().page.locator('html')).toHaveAttribute('data-theme', theme);
      await shared().resize(width, height);
      for (const name of Object.keys(screens)) {
        await show(name);
        await shared().page.screenshot({ path: join(folder, `${name}-${theme}-${width}.png`) });
        expect.soft(await layoutFaults(shared().page), `${name} at ${width}`).toEqual([]);
      }
    });
  }
}

test('every screen fits the smallest window', async () => {
  await shared().resize(1100, 680);
  for (const name of Object.keys(screens)) {
    await show(name);
    await shared().page.screenshot({ path: join(folder, `${name}-light-1100.png`) });
    expect.soft(await layoutFaults(shared().page), `${name} at 1100`).toEqual([]);
  }
});

for (const theme of themes) {
  test(`no screen has a serious accessibility fault, ${theme}`, async () => {
    test.setTimeout(240_000);
    await shared().invoke('settings:update', { theme });
    await shared().resize(1280, 800);
    const check = async (what: string): Promise<void> => {
      const { violations } = await new AxeBuilder({ page: shared().page }).setLegacyMode().analyze();
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      const told = grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
      expect.soft(told, what).toEqual([]);
    };
    for (const name of Object.keys(screens)) {
      await show(name);
      await check(name);
    }
    await show('product');
    await shared().page.getByRole('button', { name: 'Order render', exact: true }).click();
    await shared().page.getByRole('dialog').waitFor();
    await settle();
    await shared().page.screenshot({ path: join(folder, `order-dialog-${theme}-1280.png`) });
    await check('order dialog');
    await shared().page.keyboard.press('Escape');
    await shared().page.keyboard.press('Control+k');
    await shared().page.getByRole('dialog').waitFor();
    await settle();
    await shared().page.screenshot({ path: join(folder, `palette-${theme}-1280.png`) });
    await check('command palette');
    await shared().page.keyboard.press('Escape');
  });
}

test('the pictures of the README can be made again', async () => {
  const target = process.env['HARTOMAT_UPDATE_PICTURES'] === '1' ? join('docs', 'pictures') : folder;
  mkdirSync(target, { recursive: true });
  await shared().invoke('settings:update', { theme: 'dark' });
  await expect(shared().page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await shared().resize(1440, 900);
  for (const [picture, screen] of Object.entries(readmePictures)) {
    await show(screen);
    await shared().page.screenshot({ path: join(target, target === folder ? `readme-${picture}` : picture) });
  }
  await shared().invoke('settings:update', { theme: 'system' });
});
