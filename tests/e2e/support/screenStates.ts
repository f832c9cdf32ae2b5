import type { Page } from '@playwright/test';
import type { RunningApp } from './runningApp.ts';
import { keepViewport, type ScreenSeed } from './screenSeed.ts';

/** A screen in a state that people see it in. */
export interface ScreenState {
  readonly path: string;
  /** Selector of what shows that the screen is there. */
  readonly ready: string;
  /** Before the screen is opened. */
  readonly before?: () => Promise<void>;
  /** What a person does there to get to this state; ends when it is there. */
  readonly enter?: () => Promise<void>;
  /** So that the next screen is not changed by it. */
  readonly leave?: () => Promise<void>;
  /** It is made of what another state is made of: nothing new for a screen reader. */
  readonly alike?: true;
}

type States = Record<string, ScreenState>;

const plain = (path: string, ready = 'main'): ScreenState => ({ path, ready });
const picture = 'main img[src^="media://"]';

export function screenStates(app: RunningApp, seed: ScreenSeed): States {
  return {
    ...places(app, seed),
    ...workflowStates(app, seed),
    ...canvasStates(app, seed),
    ...documentStates(app, seed),
    ...compareStates(app, seed),
  };
}

function places({ page }: RunningApp, seed: ScreenSeed): States {
  return {
    runs: plain('runs'),
    history: plain('history'),
    run: plain(`runs/${seed.run}`, picture),
    'run-graph': { ...plain(`runs/${seed.graph}`, picture), alike: true },
    'run-shadow': plain(`runs/${seed.shadow}`, picture),
    'run-fallback': plain(`runs/${seed.fallback}`, picture),
    products: plain('products', '[role=row] img, [role=row]'),
    product: plain(`products/${seed.product}`, 'main canvas'),
    media: plain('media', picture),
    'output-types': plain('output-types'),
    golden: plain('golden'),
    notices: plain('notices'),
    settings: plain('settings'),
    'settings-data': {
      ...plain('settings'),
      enter: () => page.getByRole('button', { name: 'Free space now' }).scrollIntoViewIfNeeded(),
    },
    'not-found': plain('nowhere'),
    'order-dialog': {
      ...plain(`products/${seed.product}`, 'main canvas'),
      enter: async () => {
        await page.getByRole('button', { name: 'Order render', exact: true }).click();
        await page.getByRole('dialog').waitFor();
      },
      leave: () => page.keyboard.press('Escape'),
    },
    'command-palette': {
      ...plain('runs'),
      enter: async () => {
        await page.keyboard.press('Control+k');
        await page.getByRole('dialog').waitFor();
      },
      leave: () => page.keyboard.press('Escape'),
    },
    shortcuts: {
      ...plain('runs'),
      enter: async () => {
        await page.keyboard.press('?');
        await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor();
      },
      leave: async () => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
      },
    },
  };
}

function workflowStates({ page }: RunningApp, seed: ScreenSeed): States {
  return {
    workflows: plain('workflows', 'main [role=row] >> nth=3'),
    'new-workflow': {
      ...plain('workflows', 'main [role=row] >> nth=3'),
      enter: async () => {
        await page.keyboard.press('Control+n');
        await page.getByRole('dialog').waitFor();
      },
    },
    tour: tourState(page, 0),
    'tour-settings': { ...tourState(page, 2), alike: true },
    'workflow-unknown': plain('workflows/never-made', 'main [role=alert], main .error, main button, main a[href]'),
    'draft-gone': { ...plain('workflows/new-gone', 'main button, main a[href]'), alike: true },
    'run-unknown': { ...plain(`runs/${seed.product}`, 'main button, main a[href]'), alike: true },
    'product-unknown': { ...plain('products/never-made', 'main button, main a[href]'), alike: true },
  };
}

function tourState(page: Page, steps: number): ScreenState {
  return {
    ...plain('workflows', 'main [role=row] >> nth=3'),
    enter: async () => {
      await page
        .locator('main')
        .getByRole('button', { name: /Take the tour/ })
        .click();
      await page.locator('[data-node]').first().waitFor();
      for (let step = 0; step < steps; step += 1) await page.getByRole('button', { name: 'Next', exact: true }).click();
    },
    leave: () => page.keyboard.press('Escape'),
  };
}

const cards = '[data-canvas-drawing] [data-node]';

function canvasStates(app: RunningApp, seed: ScreenSeed): States {
  const { page } = app;
  const sample: ScreenState = {
    ...plain(`workflows/${seed.sample}`, cards),
    before: () => dropDraft(app, seed.sample),
  };
  const spoilt: ScreenState = {
    ...plain(`workflows/${seed.spoilt}`, cards),
    before: () => dropDraft(app, seed.spoilt),
  };
  const key = (keys: string) => async (): Promise<void> => {
    await page.locator('[data-canvas-drawing] [role=application]').focus();
    await page.keyboard.press(keys);
  };
  const select = async (id: string): Promise<void> => {
    await page.locator(`[data-node="${id}"] header`).click();
    await page.mouse.move(0, 0);
  };
  const tab = async (name: RegExp): Promise<void> => page.getByRole('tab', { name }).click();
  const zoomed = (zoom: number, x: number, y: number): ScreenState => ({
    ...sample,
    ready: '[data-canvas-drawing] [role=application]',
    before: () => keepViewport(app, seed.sample, { x, y, zoom }),
    alike: true,
  });
  return {
    canvas: sample,
    'canvas-selected': { ...sample, enter: () => select('blender_still') },
    'canvas-result': {
      ...sample,
      enter: async () => {
        await select('blender_still');
        // In a narrow window the inspector is a drawer, and Enter opens it.
        await key('Enter')();
        await tab(/^Result/);
        await page.locator('[data-region=aside] img').first().waitFor();
      },
    },
    'canvas-several': { ...sample, enter: key('Control+a') },
    'canvas-timeline': { ...sample, enter: () => tab(/^Timeline/) },
    'canvas-log': { ...sample, enter: () => tab(/^Log [\d]/) },
    'canvas-problems': spoilt,
    'canvas-problem-field': {
      ...spoilt,
      enter: async () => {
        await key('F8')();
        await page.mouse.move(0, 0);
      },
    },
    'canvas-history': {
      ...spoilt,
      enter: async () => {
        await tab(/^History/);
        await page.getByRole('row', { name: /^r1\b/ }).click();
        await page.getByText('r1 to canvas').waitFor();
        await page.mouse.move(0, 0);
      },
    },
    'canvas-quick-add': { ...sample, enter: key('Tab'), leave: () => page.keyboard.press('Escape') },
    'canvas-find': {
      ...sample,
      enter: async () => {
        await key('Control+f')();
        await page.keyboard.type('order');
      },
    },
    'canvas-outline': {
      ...spoilt,
      enter: async () => {
        await key('o')();
        await page.getByRole('tree').waitFor();
      },
      leave: () => page.keyboard.press('o'),
    },
    'canvas-plan': {
      ...sample,
      enter: async () => {
        await page.getByRole('button', { name: 'Dry run' }).click();
        await page
          .locator('[data-region=bottom]')
          .getByText(/will run/)
          .waitFor();
        await page.mouse.move(0, 0);
      },
    },
    'canvas-preflight': {
      ...spoilt,
      enter: async () => {
        await page.getByRole('button', { name: 'Preflight' }).click();
        await page.locator('[data-sonner-toast]').first().waitFor();
        await page.mouse.move(0, 0);
      },
      leave: async () => {
        await page.getByRole('button', { name: 'Close toast' }).click();
        await page.mouse.move(0, 0);
      },
      alike: true,
    },
    'canvas-run-picker': {
      ...sample,
      enter: async () => {
        await page.getByRole('button', { name: /^Showing run/ }).click();
        await page.getByRole('menu').waitFor();
        await page.mouse.move(0, 0);
      },
      leave: () => page.keyboard.press('Escape'),
    },
    'canvas-zoom-100': zoomed(1, 40, 60),
    'canvas-zoom-60': zoomed(0.6, 24, 60),
    'canvas-zoom-30': zoomed(0.3, 120, 120),
  };
}

function documentStates(app: RunningApp, seed: ScreenSeed): States {
  const { page } = app;
  const canvas = '[data-canvas-drawing] [role=application]';
  return {
    'canvas-empty': plain(`workflows/${seed.empty}`, canvas),
    // Of what was never saved: where nothing has changed there is nothing to save.
    'canvas-save-note': {
      ...plain(`workflows/${seed.empty}`, canvas),
      enter: async () => {
        await page.keyboard.press('Control+Shift+s');
        await page.getByRole('dialog').waitFor();
      },
    },
    'canvas-changed-elsewhere': { ...plain(`workflows/${seed.contested}`, cards), alike: true },
    'canvas-conflict': {
      ...plain(`workflows/${seed.contested}`, cards),
      enter: async () => {
        await page.getByRole('button', { name: 'Decide…' }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    'canvas-migrated': plain(`workflows/${seed.migrated}`, cards),
    'canvas-migration': {
      ...plain(`workflows/${seed.migrated}`, cards),
      enter: async () => {
        await page.getByRole('button', { name: 'Show report…' }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    'canvas-paste-refused': {
      ...plain(`workflows/${seed.sample}`, cards),
      enter: async () => {
        const cad = await app.invoke('workflows:get', { id: 'preset-cad_intake' });
        await page.evaluate(
          (text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', text);
            document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
          },
          JSON.stringify((cad.value as { config: unknown }).config),
        );
        await page.getByRole('dialog').waitFor();
      },
    },
  };
}

function compareStates({ page }: RunningApp, seed: ScreenSeed): States {
  const compare = plain(`runs/${seed.shadow}/compare`, picture);
  const differing = plain(`runs/${seed.differing}/compare`, picture);
  return {
    compare,
    'compare-wipe': { ...compare, enter: () => page.keyboard.press('w') },
    'compare-heat': {
      ...compare,
      enter: async () => {
        await page.keyboard.press('w');
        await page.keyboard.press('h');
      },
    },
    'compare-parts': { ...differing, enter: () => page.keyboard.press('n') },
    'compare-parts-heat': {
      ...differing,
      enter: async () => {
        await page.keyboard.press('w');
        await page.keyboard.press('h');
        await page.getByRole('grid', { name: 'Parts that differ' }).getByRole('row').nth(2).click();
      },
    },
    'compare-not-shadow': { ...plain(`runs/${seed.graph}/compare`, 'main a[href]'), alike: true },
  };
}

async function dropDraft(app: RunningApp, id: string): Promise<void> {
  await app.invoke('drafts:drop', { id });
}
