import AxeBuilder from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { layoutFaults } from './support/layoutFaults.ts';
import { modeTypes } from './support/modeTypes.ts';
import { launchApp, type RunningApp } from './support/runningApp.ts';
import { type ScreenSeed, seedScreens } from './support/screenSeed.ts';
import { type ScreenState, screenStates } from './support/screenStates.ts';
import { settle } from './support/settle.ts';
import { expect, shareApp, test } from './support/test.ts';

/*
 * Every screen in every important state, with real content, at the sizes and in the themes that people use: pictures to
 * look at, and what a machine can say about them (nothing cut, nothing on something else, nothing sideways, no text too
 * faint, no serious accessibility fault).
 */

const shared = shareApp({ outputTypes: [modeTypes.legacy, modeTypes.shadow, modeTypes.spoilt, modeTypes.graph] });
const folder = join('test-results', 'screens');

/** Picture of the README -> state, and the size that it is taken at. */
const readmePictures = {
  'product.png': ['product', 1440, 900],
  'run.png': ['run-shadow', 1440, 900],
  'runs.png': ['runs', 1440, 900],
  'media.png': ['media', 1440, 900],
  'canvas.png': ['canvas-selected', 1280, 800],
  'compare.png': ['compare-wipe', 1280, 800],
} as const;

let seed: ScreenSeed;

test.beforeAll(async () => {
  test.setTimeout(600_000);
  mkdirSync(folder, { recursive: true });
  seed = await seedScreens(shared());
  // What has been said in passing is gone again before pictures are taken.
  await expect(shared().page.locator('[data-sonner-toast]')).toHaveCount(0, { timeout: 30_000 });
});

async function wear(app: RunningApp, theme: 'dark' | 'light'): Promise<void> {
  await app.invoke('settings:update', { theme });
  await app.page.locator(`html[data-theme=${theme}]`).waitFor();
}

/** Opens the screen as if it were for the first time, and brings it into the state. */
async function show(app: RunningApp, { path, ready, before, enter }: ScreenState): Promise<void> {
  // What lies under the pointer looks different.
  await app.page.mouse.move(0, 0);
  await app.goTo('golden');
  await app.page.locator('[data-region=strip] h1', { hasText: 'Golden suites' }).waitFor();
  await before?.();
  await app.goTo(path);
  await app.page.locator(ready).first().waitFor();
  await enter?.();
  await settle(app.page);
}

const shoot = (app: RunningApp, name: string): Promise<Buffer> =>
  app.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });

/** Serious and critical findings. `rules`: only these. */
async function graveFaults(app: RunningApp, rules: readonly string[] = []): Promise<string[]> {
  // Of what passes, a selector for each of a thousand elements would take longer than the rules themselves.
  const axe = new AxeBuilder({ page: app.page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (rules.length > 0 ? axe.withRules([...rules]) : axe).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

/** The states whose names hold a word of HARTOMAT_SCREENS; all without it. */
function chosenStates(): [string, ScreenState][] {
  const wanted = (process.env['HARTOMAT_SCREENS'] ?? '').split(',').filter(Boolean);
  const states = Object.entries(screenStates(shared(), seed));
  return wanted.length === 0 ? states : states.filter(([name]) => wanted.some((word) => name.includes(word)));
}

for (const [width, height] of [
  [1280, 800],
  [1920, 1080],
] as const) {
  const usual = width === 1280;
  const more = usual ? ', has no serious accessibility fault, and fits 1100 x 680 after that' : '';
  test(`every screen fits ${width} x ${height}, dark and light${more}`, async () => {
    test.setTimeout(600_000);
    await wear(shared(), 'dark');
    await shared().resize(width, height);
    for (const [name, state] of chosenStates()) {
      const axed = usual && !state.alike;
      await show(shared(), state);
      expect.soft(await layoutFaults(shared().page), `${name} at ${width}`).toEqual([]);
      await shoot(shared(), `${name}-dark-${width}`);
      if (axed) expect.soft(await graveFaults(shared()), `${name}, dark`).toEqual([]);
      await wear(shared(), 'light');
      await shoot(shared(), `${name}-light-${width}`);
      if (axed) expect.soft(await graveFaults(shared(), ['color-contrast']), `${name}, light`).toEqual([]);
      await wear(shared(), 'dark');
      if (usual) {
        // As people come to a small window: by making a larger one smaller.
        await shared().resize(1100, 680);
        await settle(shared().page);
        expect.soft(await layoutFaults(shared().page), `${name} at 1100`).toEqual([]);
        await shoot(shared(), `${name}-dark-1100`);
        await shared().resize(width, height);
      }
      await state.leave?.();
    }
  });
}

test('without Blender, workflows are written all the same and it is said what is missing', async () => {
  test.setTimeout(120_000);
  const app = await launchApp({ environment: { HARTOMAT_BLENDER: join(folder, 'no-blender') } });
  try {
    await wear(app, 'dark');
    await app.resize(1280, 800);
    const canvas = { path: 'workflows/preset-still', ready: '[data-canvas-drawing] [data-node]' };
    for (const [name, state] of Object.entries({
      'no-blender-workflows': { path: 'workflows', ready: 'main [role=row] >> nth=3' },
      'no-blender-canvas': canvas,
    })) {
      await show(app, state);
      expect.soft(await layoutFaults(app.page), name).toEqual([]);
      await shoot(app, `${name}-dark-1280`);
    }
  } finally {
    await app.close();
  }
});

test('the pictures of the README can be made again', async () => {
  const target = process.env['HARTOMAT_UPDATE_PICTURES'] === '1' ? join('docs', 'pictures') : folder;
  mkdirSync(target, { recursive: true });
  await wear(shared(), 'dark');
  const states = screenStates(shared(), seed);
  for (const [picture, [name, width, height]] of Object.entries(readmePictures)) {
    const state = states[name];
    if (!state) throw new Error(name);
    await shared().resize(width, height);
    await show(shared(), state);
    await shared().page.screenshot({ path: join(target, target === folder ? `readme-${picture}` : picture) });
    await state.leave?.();
  }
  await shared().invoke('settings:update', { theme: 'system' });
});
