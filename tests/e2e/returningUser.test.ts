import type { Locator } from '@playwright/test';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutputType } from '../../shared/domain/outputType.ts';
import { canonicalWorkflow } from '../../shared/graph/canonicalWorkflow.ts';
import { tinyOf, tinyTurntable } from '../support/tinyOutputType.ts';
import type { RunDetail } from '../../shared/domain/run.ts';
import type { WorkflowDetail, WorkflowSummary } from '../../shared/domain/workflow.ts';
import { changeWorkflow, order, runs, sampleProduct, untilCompared, untilRun } from './support/domain.ts';
import { expect, shareApp, test } from './support/test.ts';

/*
 * Somebody comes back with workflows of an older HartOMat: they are taken over, mended, tried beside legacy, and judged.
 * The bridge is asked for facts only; everything that is done is done with mouse and keyboard.
 */

const small = (type: OutputType, name: string): OutputType => ({
  ...type,
  ...{ name, category: 'Small' },
  profile: { ...type.profile, width: 320, height: 180 },
});

const types = {
  still: small(tinyOf({ code: 'small_still' }), 'Still, small'),
  turntable: { ...tinyTurntable, name: 'Turntable, small', workflowId: 'preset-turntable', rolloutMode: 'shadow' },
  loop: {
    ...tinyOf({
      ...{ code: 'small_loop', artifactKind: 'turntable_video', format: 'gif' },
      profile: { ...tinyTurntable.profile, frames: 2 },
    }),
    ...{ name: 'Loop, small', workflowId: 'preset-turntable', rolloutMode: 'shadow' },
  },
  spoilt: {
    ...small(tinyOf({ code: 'spoilt_still' }), 'Still, spoilt'),
    ...{ workflowId: 'preset-still_with_exports', rolloutMode: 'shadow' },
  },
} as const satisfies Record<string, OutputType>;

/** An untyped graph, the third generation, as it was written by hand: with a camera that its template never had. */
const legacyWorkflow = {
  name: 'Brochure still',
  nodes: [
    { id: 'setup', type: 'order_line_setup', params: {} },
    { id: 'tpl', type: 'resolve_template', params: { template_id: 'white_studio' } },
    { id: 'glb', type: 'resolve_glb', params: { use_cached_glb: true } },
    { id: 'mat', type: 'material_map_resolve', params: { material_override: null } },
    { id: 'auto', type: 'auto_populate_materials', params: { auto_populate: false } },
    { id: 'render', type: 'blender_still', params: { camera_angle: 'detail_a', colour_grade: 'warm' } },
    { id: 'save', type: 'output_save', params: { format: 'png' } },
    { id: 'tell', type: 'notify', params: { notify: true } },
  ],
  edges: [
    'setup>tpl',
    'setup>glb',
    'setup>mat',
    'glb>mat',
    'mat>auto',
    'glb>auto',
    'setup>render',
    'glb>render',
    'tpl>render',
    'auto>render',
    'render>save',
    'save>tell',
  ].map((wire) => {
    const [from, to] = wire.split('>');
    return { from, to };
  }),
  grid: { snap: true, size: 20 },
};

const shared = shareApp({ withSample: true, outputTypes: Object.values(types) });
const pictures = join('test-results', 'screens');
let folder = '';
let productId = '';
let productName = '';
/** The workflow that was taken over. */
let workflowId = '';

test.beforeAll(async () => {
  test.setTimeout(120_000);
  mkdirSync(pictures, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), 'hartomat-returning-'));
  await shared().invoke('settings:update', { theme: 'dark' });
  await shared().resize(1280, 800);
  ({ id: productId, name: productName } = await sampleProduct(shared()));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));
test.beforeEach(() => test.setTimeout(180_000));
test.afterEach(async ({ playwright: _playwright }, info) => {
  if (info.status !== info.expectedStatus) await page().screenshot({ path: info.outputPath('failed.png') });
});

const page = () => shared().page;
const button = (name: string | RegExp): Locator => page().getByRole('button', { name, exact: true });
const strip = (): Locator => page().locator('[data-region="strip"]');
const tool = (name: string | RegExp): Locator => strip().getByRole('button', { name, exact: true });
const bottom = (): Locator => page().locator('[data-region="bottom"]');
const node = (id: string): Locator => page().locator(`[data-node="${id}"]`);
const aside = (): Locator => page().getByRole('complementary', { name: 'Inspector' });
const tab = (name: string): Locator => bottom().getByRole('tab', { name: new RegExp(`^${name}`) });
const main = (): Locator => page().getByRole('main');
const dialog = (): Locator => page().getByRole('dialog');

/** Kept to be looked at. */
async function look(name: string): Promise<void> {
  await page().evaluate(async () => {
    await document.fonts.ready;
    const seen = [...document.images].filter((picture) => picture.checkVisibility());
    await Promise.all(seen.map((picture) => picture.decode().catch(() => undefined)));
  });
  await page().screenshot({ path: join(pictures, `${name}.png`) });
}

/** The picture has been drawn, not only asked for. */
async function expectDrawn(picture: Locator, width: number): Promise<void> {
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(width);
}

async function value<T>(channel: string, payload?: unknown): Promise<T> {
  const answer = await shared().invoke(channel, payload);
  expect(answer.ok, `${channel}: ${JSON.stringify(answer.error)}`).toBe(true);
  return answer.value as T;
}

const saved = (id: string, revision: number | null = null): Promise<WorkflowDetail> =>
  value('workflows:get', { id, revision });

/** Orders it and opens the pair once it has been compared. */
async function compared(outputTypeId: string): Promise<RunDetail> {
  const { id } = await order(shared(), productId, outputTypeId);
  const run = await untilCompared(shared(), id);
  await shared().goTo(`runs/${id}/compare`);
  await expect(page().getByRole('table', { name: 'Measurements and limits' })).toBeVisible();
  return run;
}

async function openCanvas(): Promise<void> {
  await shared().goTo('workflows');
  await shared().goTo(`workflows/${workflowId}`);
  await expect(node('render')).toBeVisible();
}

async function typeSeed(seed: number): Promise<void> {
  await node('render').click();
  const field = aside().getByRole('spinbutton', { name: /^Seed/ });
  await field.fill(String(seed));
  await field.press('Enter');
  await expect(strip().getByRole('img', { name: 'Edited' })).toBeVisible();
}

/** Files that are dropped on the window, as the operating system hands them over. */
async function drop(path: string): Promise<void> {
  const session = await page().context().newCDPSession(page());
  const at = { x: 500, y: 300, data: { items: [], files: [path], dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...at });
  await session.detach();
}

async function chooseIn(list: Locator, option: string | RegExp): Promise<void> {
  await list.click();
  await page().getByRole('option', { name: option }).click();
}

test('a legacy workflow is taken over, mended, and its shadow run speaks for it', async () => {
  await test.step('import it through the dialog', async () => {
    const path = join(folder, 'brochure.json');
    writeFileSync(path, JSON.stringify(legacyWorkflow));
    await shared().chooseInDialogs([path]);
    await shared().goTo('workflows');
    await button('Import…').first().click();
    await expect(page()).toHaveURL(/#\/workflows\/.+/);
    workflowId = decodeURIComponent(page().url().split('/').at(-1) ?? '');
    await expect(strip()).toContainText('Brochure still');
    await expect(node('render')).toBeVisible();
    await expect(page().locator('[data-node]')).toHaveCount(8);
  });

  await test.step('the report says what became of every value', async () => {
    const bar = page().getByRole('status').filter({ hasText: 'Migrated from an untyped graph' });
    await expect(bar).toContainText(/\d+ mapped, \d+ defaulted, [1-9]\d* kept aside/);
    await look('returning-1-migrated');
    await bar.getByRole('button', { name: 'Show report…' }).click();
    await expect(dialog().getByRole('table', { name: 'Mapped' })).toContainText('camera_angle');
    await expect(dialog().getByRole('table', { name: 'Kept aside' })).toContainText('colour_grade');
    await expect(dialog().getByRole('table', { name: 'Defaulted' }).getByRole('row')).not.toHaveCount(0);
    await expect(dialog().getByRole('region', { name: /verbatim/ })).toContainText('warm');
    await look('returning-2-report');
    await dialog().getByRole('button', { name: 'Close' }).last().click();
    await expect(dialog()).toBeHidden();
  });

  await test.step('choose what it is tried on', async () => {
    await button(/^Tried on /).click();
    const picker = dialog();
    await chooseIn(picker.getByRole('combobox', { name: 'Product' }), new RegExp(productName));
    await chooseIn(picker.getByRole('combobox', { name: 'Output type' }), /^Still, small/);
    await page().keyboard.press('Escape');
    await expect(button(`Tried on ${productName}, Still, small`)).toBeVisible();
  });

  const problem = (): Locator => bottom().getByRole('row', { name: /There is no camera 'detail_a'/ });

  await test.step('preflight finds the camera that is not there', async () => {
    await tool('Preflight').click();
    await expect(problem()).toBeVisible();
    await expect(tab('Problems')).toContainText('1');
    await expect(tool('Dispatch')).toHaveAttribute('aria-disabled', 'true');
    await look('returning-3-problem');
  });

  await test.step('a click leads to the node and into the field', async () => {
    await problem().click();
    await expect(aside()).toContainText('blender_still');
    await expect(aside()).toContainText("there is no camera 'detail_a'", { ignoreCase: true });
    await expect(aside().getByRole('combobox', { name: /^Camera/ })).toBeFocused();
    await problem().getByRole('button', { name: 'Choose camera' }).click();
    await expect(aside().getByRole('combobox', { name: /^Camera/ })).toBeFocused();
    await look('returning-4-field');
  });

  await test.step('mended there, the problem is gone; undo brings it back, redo takes it away', async () => {
    await page().keyboard.press('Enter');
    await page()
      .getByRole('option', { name: /Three.quarter/ })
      .click();
    await expect(problem()).toBeHidden();
    await tool(/^Undo/).click();
    await expect(problem()).toBeVisible();
    await tool(/^Redo/).click();
    await expect(problem()).toBeHidden();
    await tool('Preflight').click();
    await expect(page().getByText(/^Preflight: /)).toContainText('0 problems');
  });

  await test.step('dispatch in shadow: it is saved as r2, and the nodes show the run', async () => {
    await page().getByRole('radio', { name: 'Shadow' }).click();
    await tool('Dispatch').click();
    await expect(strip()).toContainText('r2');
    await expect(button(/^Showing run R-\d+, r2/)).toBeVisible();
    const [run] = await runs(shared());
    expect(run).toMatchObject({ mode: 'shadow', workflow: { name: 'Brochure still', revision: 2 } });
    await untilCompared(shared(), run?.id ?? '');
    await expect(node('render')).toContainText(/Ran in /);
    // What an observer makes goes with it, but for the candidate.
    await expectDrawn(node('save').locator('img'), 320);
    await node('render').click({ position: { x: 40, y: 12 } });
    const inspector = page().getByRole('complementary', { name: 'Inspector' });
    await inspector.getByRole('tab', { name: 'Result' }).click();
    await expect(inspector).toContainText('Files of an observer are not kept');
    await look('returning-5-dispatched');
  });

  await test.step('its run leads to the compare viewer', async () => {
    await expect(bottom()).toContainText('Delivered at');
    await expect(bottom()).toContainText('Pass');
    await bottom().getByRole('link', { name: 'Open run' }).click();
    await expect(page()).toHaveURL(/#\/runs\/.+/);
    await expect(strip()).toContainText('Pass');
    await look('returning-6-run');
    await page().getByRole('link', { name: 'Open compare viewer' }).click();
    await expect(page()).toHaveURL(/#\/runs\/.+\/compare$/);
    await expect(strip()).toContainText('Pass');
  });

  await test.step('ladder and conditions stand beside the pair', async () => {
    const ladder = page().getByRole('table', { name: 'Measurements and limits' });
    await expect(ladder.getByRole('row', { name: /^Mean delta/ })).toContainText('0');
    const conditions = page().getByRole('table', { name: 'Conditions' });
    await expect(conditions.getByRole('row')).not.toHaveCount(1);
    await expect(conditions.getByRole('img', { name: 'differs' })).toHaveCount(0);
    for (const name of [/^Control, /, /^Candidate, /]) await expectDrawn(main().getByRole('img', { name }), 320);
    await look('compare-1-side-by-side');
  });

  await test.step('keys change the layout', async () => {
    const layout = (name: string): Locator => page().getByRole('radio', { name });
    await page().keyboard.press('w');
    await expect(layout('Wipe')).toBeChecked();
    const wipe = page().getByRole('slider', { name: 'Wipe' });
    await expect(wipe).toHaveAttribute('aria-valuetext', 'Control 50 %, candidate 50 %');
    await page().keyboard.press('ArrowRight');
    await expect(wipe).toHaveAttribute('aria-valuetext', 'Control 51 %, candidate 49 %');
    await page().keyboard.press('Shift+ArrowLeft');
    await expect(wipe).toHaveAttribute('aria-valuetext', 'Control 41 %, candidate 59 %');
    await look('compare-2-wipe');
    await page().keyboard.press('f');
    await expect(layout('Flicker')).toBeChecked();
    await page().keyboard.press('Space');
    await expect(page().getByRole('group', { name: 'Flicker' })).toContainText('Candidate r2');
    await look('compare-3-flicker');
    await page().keyboard.press('s');
    await expect(layout('Side by side')).toBeChecked();
    await page().keyboard.press('h');
    await expect(tool('Heat map')).toHaveAttribute('aria-pressed', 'true');
    await expect(page().getByRole('note', { name: 'Legend of the heat map' })).toBeVisible();
    await look('compare-4-heat-map');
    await page().keyboard.press('h');
    await expect(tool('Heat map')).toHaveAttribute('aria-pressed', 'false');
  });

  await test.step('and the zoom', async () => {
    const zoom = page().locator('[data-region="strip"] .zoom');
    const fit = (await zoom.textContent()) ?? '';
    await page().keyboard.press('1');
    await expect(zoom).toHaveText('100 %');
    await page().keyboard.press('0');
    await expect(zoom).toHaveText(fit);
    // No pixel differs: there is no window to go to.
    await page().keyboard.press('n');
    await expect(zoom).toHaveText(fit);
  });
});

test('a pair that differs says why, rings where, and has a heat map', async () => {
  await changeWorkflow(shared(), 'preset-still_with_exports', 'blender_still', { camera: 'front' });
  const run = await compared(types.spoilt.id);
  const comparison = run.observer?.comparison;
  expect(['fail', 'inconclusive']).toContain(comparison?.verdict);
  await expect(strip()).toContainText(/Fail|Inconclusive/);
  for (const { code, message } of comparison?.reasons ?? []) {
    await expect(main().getByRole('listitem').filter({ hasText: message })).toContainText(code);
  }
  await expect(page().locator('.ring')).toHaveCount(2);
  await look('compare-5-differs');
  await page().keyboard.press('h');
  await expectDrawn(main().getByRole('img', { name: 'Differences per pixel' }), 320);
  await look('compare-6-differs-heat-map');
  const parts = main().getByRole('grid', { name: 'Parts that differ' });
  const chosen = parts.getByRole('row', { selected: true });
  await expect(chosen).toHaveCount(0);
  await page().keyboard.press('n');
  await expect(chosen).toHaveCount(1);
  const first = (await chosen.getAttribute('aria-label')) ?? '';
  expect(first).toMatch(/: .+ of its pixels, .+ pixels?$/);
  const told = comparison?.parts;
  const differing = told?.known ? told.differing : [];
  expect(first.startsWith(differing[0]!.name)).toBe(true);
  await expect(main().getByRole('button', { name: `Zoom to ${differing[0]!.name}` })).toBeVisible();
  await expect(page().locator('.ring')).toHaveCount(2);
  await look('compare-7-part');
  await chosen.focus();
  await page().keyboard.press('j');
  await expect(chosen).not.toHaveAttribute('aria-label', first);
  await page().keyboard.press('Shift+N');
  await expect(chosen).toHaveAttribute('aria-label', first);
  await expect(chosen, 'the keys of the list go on from there').toBeFocused();
  await page().keyboard.press('Escape');
  await expect(chosen).toHaveCount(0);
  await main().getByRole('button', { name: 'Zoom to densest window' }).click();
  await expect(page().locator('[data-region="strip"] .zoom')).not.toHaveText(/^1?\d\d %$/);
  await page().keyboard.press('w');
  await look('compare-8-densest-window');
});

/** What the two films show now: their times, and a few letters that stand for their pixels. */
async function films(): Promise<{ time: number; pixels: string }[]> {
  const all = main().locator('video');
  await expect(all).toHaveCount(2);
  await expect
    .poll(() =>
      all.evaluateAll((each: HTMLVideoElement[]) => each.every((film) => film.readyState >= 2 && !film.seeking)),
    )
    .toBe(true);
  return all.evaluateAll((each: HTMLVideoElement[]) =>
    each.map((film) => {
      const canvas = new OffscreenCanvas(film.videoWidth, film.videoHeight);
      const paint = canvas.getContext('2d');
      paint?.drawImage(film, 0, 0);
      const { data = [] } = paint?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
      let sum = 0;
      for (const [at, channel] of data.entries()) sum = (sum * 31 + channel * (at % 97)) % 1_000_000_007;
      return { time: film.currentTime, pixels: sum.toString(36) };
    }),
  );
}

test('two turntables are held at the same frame', async () => {
  const run = await compared(types.turntable.id);
  await expect(strip()).toContainText('Pass');
  const scrubber = page().getByRole('slider', { name: 'Frame' });
  const seen: string[] = [];
  await scrubber.press('Home');
  for (const frame of [1, 2, 3, 4]) {
    if (frame > 1) await page().keyboard.press(']');
    await expect(scrubber).toHaveAttribute('aria-valuenow', String(frame));
    await expect
      .poll(async () => (await films()).map(({ time }) => time))
      .toEqual([(frame - 0.5) / 4, (frame - 0.5) / 4]);
    const [control, candidate] = await films();
    expect(candidate?.pixels).toBe(control?.pixels);
    seen.push(control?.pixels ?? '');
  }
  expect(new Set(seen).size, 'frames that differ').toBe(4);
  await look('compare-9-turntable');
  await page().keyboard.press('[');
  await expect(scrubber).toHaveAttribute('aria-valuenow', '3');
  expect(run.observer?.comparison?.metrics?.video?.frames).toEqual([4, 4]);

  await page().keyboard.press('p');
  await expect(scrubber).toHaveAttribute('aria-valuetext', 'Playing');
  const played = new Set<number>();
  await expect
    .poll(async () => {
      for (const { time } of await films()) played.add(time);
      return played.size;
    })
    .toBeGreaterThanOrEqual(3);
  await page().getByRole('button', { name: 'Pause' }).click();
  await expect(scrubber).toHaveAttribute('aria-valuetext', /^Frame \d of 4/);
  await expect.poll(async () => new Set((await films()).map(({ time }) => time)).size).toBe(1);
});

test('two GIFs run beside each other', async () => {
  await compared(types.loop.id);
  await expect(main()).toContainText('A GIF only runs');
  for (const name of [/^Control, /, /^Candidate, /]) await expectDrawn(main().getByRole('img', { name }), 96);
  await expect(page().getByRole('radio', { name: 'Wipe' })).toHaveAttribute('aria-disabled', 'true');
  await look('compare-10-gif');
});

let delivered: RunDetail;

test('a run without a comparison says so', async () => {
  await openCanvas();
  await typeSeed(11);
  await strip().getByRole('radio', { name: 'Graph' }).click();
  await tool('Dispatch').click();
  await expect(strip()).toContainText('r3');
  const [newest] = await runs(shared());
  delivered = await untilRun(shared(), newest?.id ?? '', ['delivered']);
  expect(delivered).toMatchObject({ mode: 'graph', workflow: { id: workflowId, revision: 3 } });
  await expectDrawn(node('render').locator('img'), 320);
  await look('returning-7-graph-run');
  await shared().goTo(`runs/${delivered.id}/compare`);
  await expect(main()).toContainText(`${delivered.number} is not a shadow run`);
  await expect(main()).toContainText('nothing to compare it with');
  await look('compare-10-none');
});

test('a run that there is not leads to those that there are', async () => {
  await shared().goTo('runs/nonsense');
  await expect(main().getByRole('alert')).toContainText('There is no run nonsense');
  await main().getByRole('link', { name: 'All runs' }).click();
  await expect(main()).toContainText(delivered.number);
});

test('two runs are compared by their settings, times and core fields', async () => {
  await openCanvas();
  await button(/^Showing run /).click();
  await page()
    .getByRole('menuitem', { name: /^Compare two runs/ })
    .click();
  await expect(dialog().getByRole('heading', { name: 'Settings that differ' })).toBeVisible();
  await expect(dialog().getByRole('table', { name: 'Node and setting' })).toContainText('Seed');
  await expect(dialog().getByRole('table', { name: 'Core field' })).toContainText('Workflow');
  await look('returning-8-two-runs');
  await page().keyboard.press('Escape');
  await expect(dialog()).toBeHidden();
});

test('the history shows what differs, lays it over the canvas, restores, and takes that back', async () => {
  await openCanvas();
  await node('tell').click();
  await page().keyboard.press('Delete');
  await expect(node('tell')).toBeHidden();
  await node('glb').click();
  await page().keyboard.press('ArrowDown');
  await tool('Save').click();
  await expect(strip()).toContainText('r4');
  await tab('History').click();
  const revisions = bottom().getByRole('grid', { name: 'Revisions' });
  await expect(revisions.getByRole('row')).toHaveCount(4);

  await revisions.getByRole('row', { name: /^r1,/ }).click();
  const differences = bottom().getByRole('treegrid', { name: 'Differences' });
  await expect(differences.getByRole('row', { name: /^Notify/ })).toBeVisible();
  await expect(differences.getByRole('row', { name: /^Render still, Camera, from detail_a to / })).toBeVisible();
  await button('Show on canvas').click();
  const marks = page().locator('[data-revision-mark]');
  await expect(marks.filter({ hasText: 'Removed: Notify' })).toBeVisible();
  await expect(page().locator('[data-revision-mark=changed]')).toHaveCount(1);
  await expect(page().locator('[data-revision-mark=moved]')).toHaveCount(1);
  await look('returning-9-history');
  await button('Show on canvas').click();
  await expect(marks).toHaveCount(0);

  await revisions.getByRole('row', { name: /^r2,/ }).getByRole('checkbox').click();
  await revisions.getByRole('row', { name: /^r3,/ }).getByRole('checkbox').click();
  await expect(bottom()).toContainText('r2 to r3');
  await expect(differences.getByRole('row', { name: /^Render still, Seed, / })).toBeVisible();
  await expect(differences.getByRole('row', { name: /^Notify/ })).toHaveCount(0);
  await revisions.getByRole('row', { name: /^r2,/ }).getByRole('checkbox').click();
  await revisions.getByRole('row', { name: /^r3,/ }).getByRole('checkbox').click();

  await revisions.getByRole('row', { name: /^r1,/ }).click();
  await button('Restore r1').click();
  await expect(node('tell')).toBeVisible();
  await expect(strip().getByRole('img', { name: 'Edited' })).toBeVisible();
  await tool(/^Undo/).click();
  await expect(node('tell')).toBeHidden();
  await expect(strip().getByRole('img', { name: 'Edited' })).toBeHidden();
});

test('an export is the canonical text, byte for byte', async () => {
  const path = join(folder, 'exported.json');
  await shared().electron.evaluate(({ dialog: dialogs }, filePath) => {
    dialogs.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);
  await openCanvas();
  await tool('More').click();
  await page()
    .getByRole('menuitem', { name: /^Export r4 as file/ })
    .click();
  await expect(page().getByText('r4 exported')).toBeVisible();
  const { config } = await saved(workflowId, 4);
  expect(readFileSync(path, 'utf8')).toBe(canonicalWorkflow(config));
});

test('what was delivered gives its workflow back, chosen or dropped', async () => {
  const path = delivered.core.outputPath ?? '';
  const { config } = await saved(workflowId, 3);
  const all = async (): Promise<WorkflowSummary[]> => value('workflows:list');
  const isSame = async (id: string): Promise<void> => {
    const { name: _name, ...rest } = (await saved(id)).config;
    const { name: _other, ...expected } = config;
    expect(rest).toEqual(expected);
  };
  const opened = (): string => decodeURIComponent(page().url().split('/').at(-1) ?? '');

  const before = (await all()).length;
  await shared().chooseInDialogs([path]);
  await shared().goTo('workflows');
  await button('Import…').first().click();
  await expect(page()).toHaveURL(/#\/workflows\/.+/);
  await expect(node('render')).toBeVisible();
  await isSame(opened());

  const first = opened();
  await drop(path);
  await expect.poll(opened).not.toBe(first);
  await expect(node('render')).toBeVisible();
  await isSame(opened());
  expect((await all()).length).toBe(before + 2);
  await look('returning-10-recovered');
});

test('when another window has saved meanwhile, nothing is lost either way', async () => {
  const elsewhere = async (samples: number): Promise<void> =>
    changeWorkflow(shared(), workflowId, 'blender_still', { samples });
  const render = async (id: string) => (await saved(id)).config.nodes.find((each) => each.id === 'render')?.settings;

  await openCanvas();
  await typeSeed(21);
  await elsewhere(3);
  await expect(page().getByRole('status').filter({ hasText: 'r5 was saved by another window' })).toBeVisible();
  await page().keyboard.press('Escape');
  await tool('Save').click();
  await expect(dialog()).toContainText('r5 was saved by another window');
  await dialog().getByRole('button', { name: 'Open diff' }).click();
  const differences = dialog().getByRole('treegrid', { name: 'Differences' });
  await expect(differences.getByRole('row', { name: /^Render still, Seed, .* to 21/ })).toBeVisible();
  await expect(differences.getByRole('row', { name: /^Render still, Samples, from 3 / })).toBeVisible();
  await look('returning-11-conflict');
  await dialog().getByRole('button', { name: 'Save as copy' }).click();
  await expect(strip()).toContainText('Brochure still copy');
  const copyId = decodeURIComponent(page().url().split('/').at(-1) ?? '');
  expect(copyId).not.toBe(workflowId);
  expect(await render(copyId)).toMatchObject({ seed: 21 });
  expect(await render(workflowId)).toMatchObject({ samples: 3 });
  expect(await render(workflowId)).not.toMatchObject({ seed: 21 });

  await openCanvas();
  await typeSeed(22);
  await elsewhere(4);
  await tool('Save').click();
  await dialog().getByRole('button', { name: 'Discard mine' }).click();
  await expect(dialog()).toBeHidden();
  await expect(strip()).toContainText('r6');
  await expect(strip().getByRole('img', { name: 'Edited' })).toBeHidden();
  await tool(/^Undo: Take r6/).click();
  await tool('Save').click();
  await expect(strip()).toContainText('r7');
  expect(await render(workflowId)).toMatchObject({ seed: 22 });
  expect((await saved(workflowId, 6)).config.nodes.find((each) => each.id === 'render')?.settings).toMatchObject({
    samples: 4,
  });
});
