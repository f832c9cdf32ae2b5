import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { overlaps } from '../../renderer/canvas/geometry/rectangle.ts';
import type { WorkflowConfig } from '../../shared/domain/workflow.ts';
import { canonicalWorkflow } from '../../shared/graph/canonicalWorkflow.ts';
import { presetConfig } from '../../shared/graph/presetConfig.ts';
import { wireOf } from '../support/graphs.ts';
import { tinyOutputType } from '../support/tinyOutputType.ts';
import { editAtRandom, randomNumbers } from './support/randomEdits.ts';
import { CanvasHand, keepScreen } from './support/canvasHand.ts';
import { draft, media, runs, sampleProduct, untilRun, workflow } from './support/domain.ts';
import type { RunningApp } from './support/runningApp.ts';
import { expect, test } from './support/test.ts';

test.use({ withSample: true });

/*
 * An artist makes a workflow with mouse and keyboard. The bridge is asked for facts only.
 */

test.beforeEach(() => test.setTimeout(240_000));

/** The list of workflows in a large window. */
async function openList(app: RunningApp): Promise<void> {
  await app.goTo('workflows');
  // The main process answers once the window shows what it has sent.
  await expect(app.page.getByRole('row', { name: /^Turntable,/ })).toBeVisible();
  await app.resize(1920, 1080);
}

/** A new order_line workflow on the canvas, made from the list. */
async function newWorkflow(app: RunningApp, start = 'Empty canvas'): Promise<CanvasHand> {
  const { page } = app;
  await openList(app);
  await page.getByRole('button', { name: 'New workflow…' }).click();
  const dialog = page.getByRole('dialog', { name: 'New workflow' });
  await expect(dialog.getByRole('radio', { name: 'order_line' })).toBeChecked();
  await dialog.getByRole('combobox', { name: 'Start from' }).click();
  await page.getByRole('option', { name: start }).first().click();
  await dialog.getByRole('button', { name: 'Create workflow' }).click();
  const hand = new CanvasHand(app);
  await expect(hand.drawing).toBeVisible();
  return hand;
}

/** By palette, by quick-add, and by letting a wire go. */
async function addNodes(hand: CanvasHand): Promise<void> {
  await hand.dropFromPalette('order_line_setup', { x: 24, y: 320 });
  await hand.dropFromPalette('resolve_template', { x: 264, y: 96 });
  await hand.dropFromPalette('resolve_glb', { x: 264, y: 424 });
  await hand.quickAdd('resolve materials', { x: 504, y: 544 });
  await expect(hand.node('material_map_resolve')).toBeVisible();

  await hand.dangle('resolve_glb.glb', { x: 744, y: 296 });
  const offered = hand.quickAddDialog;
  await expect(offered).toHaveAccessibleName('Add a node. Takes glb of Resolve model');
  await expect(offered.getByRole('option')).toHaveText([/export_blend/, /blender_still/, /blender_turntable/]);
  await expect(offered).toContainText('9 nodes do not fit and are left out.');
  await keepScreen(hand.page, 'authoring-2-dangling-wire');
  await hand.chooseQuickly('still');
  await expect(hand.wires).toHaveCount(1);
  await hand.dangle('blender_still.image', { x: 984, y: 296 });
  await hand.chooseQuickly('output_save');
  await hand.dangle('output_save.asset', { x: 1096, y: 560 });
  await hand.chooseQuickly('notify');
  await expect(hand.wires).toHaveCount(3);
}

async function drawWires(hand: CanvasHand): Promise<void> {
  await hand.hold('order_line_setup.order_line', 'blender_still.glb');
  await expect(hand.drawing.getByText('order_line does not fit glb. Add resolve_glb?')).toBeVisible();
  await keepScreen(hand.page, 'authoring-3-refused-wire');
  await hand.page.mouse.up();
  await expect(hand.wires).toHaveCount(3);

  for (const input of ['resolve_template', 'resolve_glb', 'material_map_resolve', 'blender_still', 'output_save']) {
    await hand.connect('order_line_setup.order_line', `${input}.order_line`);
  }
  await hand.connect('resolve_glb.manifest', 'material_map_resolve.manifest');
  await hand.connect('resolve_template.template', 'blender_still.template');
  await hand.connect('material_map_resolve.material_map', 'blender_still.material_map');
}

async function setRender(hand: CanvasHand): Promise<void> {
  const { inspector, page } = hand;
  await hand.select('blender_still');
  const samples = inspector.getByRole('spinbutton', { name: 'Samples' });
  await samples.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('4*0');
  await expect(samples).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('4*2');
  await page.keyboard.press('Enter');
  await expect(samples).toHaveValue('8');
  await expect(samples).not.toHaveAttribute('aria-invalid');

  await inspector
    .getByRole('radiogroup', { name: /^Engine/ })
    .getByRole('radio', { name: 'EEVEE' })
    .click();
  await inspector.getByRole('button', { name: 'Reset Engine' }).click();
  await expect(inspector.getByRole('button', { name: 'Reset Engine' })).toBeHidden();
  await inspector.getByRole('combobox', { name: /^Camera/ }).click();
  await page.getByRole('option', { name: 'Front' }).click();
  await expect(inspector.getByRole('combobox', { name: /^Camera/ })).toHaveText('Front');
}

const problemCount = (hand: CanvasHand): Locator => hand.page.getByRole('tab', { name: /^Problems/ });

/** The picture on the node has been decoded, not only asked for. */
async function expectPicture(node: Locator, width: number): Promise<void> {
  const picture = node.locator('img');
  await expect
    .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth), { timeout: 60_000 })
    .toBe(width);
}

const idOf = (app: RunningApp): string => decodeURIComponent(app.page.url().split('/').at(-1) ?? '');

const saved = async (app: RunningApp, id: string): Promise<string> =>
  canonicalWorkflow((await workflow(app, id)).config);

test('an artist makes a workflow on an empty canvas, saves it, and sees its picture at the node', async ({
  launch,
}) => {
  const first = await launch({ outputTypes: [tinyOutputType] });
  await sampleProduct(first);
  const hand = await newWorkflow(first);
  await expect(problemCount(hand)).toHaveText(/1$/);
  await keepScreen(first.page, 'authoring-1-empty');
  await addNodes(hand);
  await drawWires(hand);
  await setRender(hand);
  await expect(problemCount(hand)).toHaveText(/0$/);

  await test.step('name, mode and target', async () => {
    const { page } = first;
    await page.getByRole('heading', { level: 1 }).getByRole('button').click();
    await page.keyboard.type('Still by hand');
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: 'Graph' }).click();
    await page.getByRole('button', { name: /^Tried on/ }).click();
    await page.getByRole('combobox', { name: 'Output type' }).click();
    await page.getByRole('option', { name: tinyOutputType.name }).click();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: /^Tried on .*, Still, tiny$/ })).toBeVisible();
  });
  await hand.page.keyboard.press('Control+s');
  await hand.expectToast('Saved as r1');
  await expect(hand.page.getByRole('img', { name: 'Edited' })).toBeHidden();
  await keepScreen(first.page, 'authoring-4-saved');

  const id = idOf(first);
  const config = await saved(first, id);
  expect(JSON.parse(config)).toMatchObject({ name: 'Still by hand', family: 'order_line', executionMode: 'graph' });
  await first.page.reload();
  await expect(hand.nodes).toHaveCount(7);
  await expect(hand.wires).toHaveCount(11);
  expect(await saved(first, id)).toBe(config);
  await first.close();

  const second = await launch();
  expect(await saved(second, id)).toBe(config);
  await dispatchAndLook(second, id);
});

async function dispatchAndLook(app: RunningApp, id: string): Promise<void> {
  const hand = new CanvasHand(app);
  const { page, inspector } = hand;
  await openList(app);
  await page.getByRole('row', { name: /^Still by hand,/ }).dblclick();
  await expect(hand.nodes).toHaveCount(7);
  await expect(hand.wires).toHaveCount(11);

  await hand.command('Preflight').click();
  await hand.expectToast('Preflight: 0 problems');
  await hand.select('blender_still');
  await page.keyboard.press('Shift+Enter');
  await expectPicture(hand.node('blender_still'), 96);
  await expect(inspector.getByText(/^Of the preview/)).toBeVisible();
  await keepScreen(page, 'authoring-5-run-to-here');

  await inspector.getByRole('tab', { name: 'Settings' }).click();
  await inspector.getByRole('spinbutton', { name: 'Seed' }).fill('8');
  await page.keyboard.press('Control+Enter');
  await hand.expectToast(/dispatched in graph/);
  const ordered = (await runs(app))[0]!;
  const detail = await untilRun(app, ordered.id, ['delivered']);
  expect(detail).toMatchObject({ mode: 'graph', fallback: null, workflow: { id, revision: 2 } });
  await expect(hand.nodes.getByText(/^Reused: /)).toHaveCount(4);
  await expect(hand.nodes.getByText(/^Ran in /)).toHaveCount(3);
  const [asset] = (await media(app)).filter(({ runId }) => runId === ordered.id);
  expect(asset).toMatchObject({ width: 96, height: 54 });
  await expectPicture(hand.node('output_save'), 96);
  await expectPicture(hand.node('blender_still'), 96);
  await inspector.getByRole('tab', { name: 'Settings' }).click();
  await inspector.getByRole('spinbutton', { name: 'Samples' }).focus();
  await expect(inspector.getByText(/Takes about \d+\ss, from \d renders?\./)).toBeVisible();
  await keepScreen(page, 'authoring-6-cost');

  const steps = page.getByRole('table', { name: 'Steps of the run' });
  await expect(steps.getByRole('button')).toHaveCount(7);
  await keepScreen(page, 'authoring-6-delivered');
  await steps.getByRole('button', { name: /Notify/ }).click();
  await expect(inspector).toContainText('notify');
  await steps.getByRole('button', { name: /Render still/ }).click();
  await inspector.getByRole('tab', { name: 'Log' }).click();
  const log = inspector.getByRole('log', { name: 'Log of Render still' });
  const sources = async (): Promise<string[]> => [...new Set(await log.locator('.source').allInnerTexts())];
  await expect.poll(sources).toEqual([expect.stringMatching(/^node:/)]);
  await keepScreen(page, 'authoring-7-log');
}

/** A workflow of orders with a node that only CAD files have. */
const mixed = (name: string): WorkflowConfig => {
  const still = presetConfig('still');
  const foreign = { id: 'step', type: 'occ_glb_export', version: 1, position: { x: 0, y: 480 }, settings: {} };
  return { ...still, name, nodes: [...still.nodes, foreign] };
};

const foreignWords = /is for cad_file workflows/;

test('nodes of the other family are refused wherever they come from, with the reason', async ({ app, home }) => {
  const { page } = app;
  await sampleProduct(app);
  await openList(app);

  await test.step('copied from a workflow of the other family', async () => {
    await app.goTo('workflows/preset-cad_intake');
    const intake = new CanvasHand(app);
    await expect(intake.nodes).toHaveCount(10);
    await intake.drawing.getByRole('application').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
  });
  const hand = await newWorkflow(app);

  await test.step('palette and quick-add list none of them', async () => {
    await expect(page.getByRole('region', { name: 'Palette' })).toContainText(
      '8 nodes of the cad_file family are hidden. This workflow belongs to order_line.',
    );
    await expect(page.locator('[data-region=palette] [data-node-type]')).toHaveCount(12);
    await expect(page.locator('[data-node-type=occ_glb_export]')).toHaveCount(0);
    await hand.drawing.getByRole('application').focus();
    await page.keyboard.press('Tab');
    await hand.quickAddDialog.getByRole('combobox').fill('occ_glb_export');
    await expect(hand.quickAddDialog.getByRole('option')).toHaveCount(0);
    await page.keyboard.press('Escape');
  });

  await test.step('a paste is refused as a whole; what fits can be pasted', async () => {
    const refused = page.getByRole('dialog', { name: '8 nodes cannot be pasted' });
    await page.keyboard.press('Control+v');
    await expect(refused).toContainText('8 nodes of 10 are not for order_line workflows.');
    await expect(refused.getByRole('listitem')).toHaveCount(8);
    await expect(refused.getByRole('listitem').first()).toContainText('resolve_step_path');
    await keepScreen(page, 'authoring-8-paste-refused');
    await refused.getByRole('button', { name: 'Paste nothing' }).click();
    await expect(hand.nodes).toHaveCount(0);
    await page.keyboard.press('Control+v');
    await refused.getByRole('button', { name: 'Paste the 2 that fit' }).click();
    await expect(hand.nodes).toHaveCount(2);
    await expect(hand.wires).toHaveCount(1);
  });

  await test.step('dropped from the palette of another window', async () => {
    await hand.drawing.getByRole('application').evaluate((target) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('application/x-hartomat-node', 'occ_glb_export');
      const { x, y } = target.getBoundingClientRect();
      const at = { clientX: x + 300, clientY: y + 300, dataTransfer, bubbles: true, cancelable: true };
      target.dispatchEvent(new DragEvent('dragover', at));
      target.dispatchEvent(new DragEvent('drop', at));
    });
    await hand.expectToast(foreignWords);
    await expect(hand.nodes).toHaveCount(2);
  });

  await test.step('imported from a file', async () => {
    const file = join(home, 'mixed.json');
    mkdirSync(home, { recursive: true });
    writeFileSync(file, canonicalWorkflow(mixed('Mixed file')));
    await app.chooseInDialogs([file]);
    await app.goTo('workflows');
    await page.getByRole('button', { name: 'Import…', exact: true }).click();
    await hand.expectToast(/mixed\.json is malformed\. .*occ_glb_export/);
    await keepScreen(page, 'authoring-9-import-refused');
    await expect(page.getByRole('row', { name: /^Mixed file/ })).toHaveCount(0);
  });

  await test.step('saved or dispatched', async () => {
    const answer = await app.invoke('workflows:save', { id: null, config: mixed('Mixed'), baseRevision: 0, note: '' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'workflow.malformed' } });
    const kept = { id: 'new-mixed', workflowId: null, baseRevision: 0, config: mixed('Mixed draft') };
    expect(await app.invoke('drafts:keep', kept)).toMatchObject({ ok: true });
    await app.goTo('workflows/new-mixed');
    await expect(hand.node('occ_glb_export')).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Problems' })).toContainText('node.foreign_family');
    await expect(hand.command('Dispatch')).toHaveAttribute('aria-disabled', 'true');
    await hand.command('Dispatch').hover();
    await expect(page.locator('.floating-tip')).toContainText(/^Fix \d problems first/);
    await keepScreen(page, 'authoring-10-foreign-node');
    await page.keyboard.press('Control+Enter');
    await hand.expectToast(/Fix \d problems first/);
    expect(await runs(app)).toEqual([]);
  });
});

/** What is edited, as the draft keeps it. Where one looks is no edit. */
async function kept(app: RunningApp, id: string): Promise<string> {
  const found = await draft(app, id);
  if (!found) return 'There is no draft.';
  const { viewport: _viewport, ...config } = found.config;
  return canonicalWorkflow(config);
}

/** The draft as of the last edit, which came after `at` (milliseconds since 1970): it is written 400 ms later. */
async function keptSince(app: RunningApp, id: string, at: number): Promise<string> {
  await expect.poll(async () => Date.parse((await draft(app, id))?.updatedAt ?? '')).toBeGreaterThan(at + 200);
  return kept(app, id);
}

test('60 edits by hand, 60 times back and 60 times on again give the same documents', async ({ app }) => {
  const { page } = app;
  const hand = await newWorkflow(app, 'Still');
  await expect(hand.nodes).toHaveCount(8);
  const id = idOf(app);
  const original = await kept(app, id);
  // The view jumps instead of travelling: where a node is seen, it is.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await hand.drawing.getByRole('application').focus();

  await editAtRandom(hand, 60, randomNumbers(5));
  await keepScreen(page, 'authoring-11-edited');
  await hand.drawing.getByRole('application').focus();
  const at = Date.now();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Shift+z');
  const edited = await keptSince(app, id, at);
  expect(edited).not.toBe(original);
  for (let step = 0; step < 59; step += 1) await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^Undo: / })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await expect.poll(() => kept(app, id)).toBe(original);
  for (let step = 0; step < 60; step += 1) await page.keyboard.press('Control+Shift+z');
  await expect(page.getByRole('button', { name: 'Redo', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await expect.poll(() => kept(app, id)).toBe(edited);
});

test('a wire that is pointed at can be taken by its end; Alt cuts it and its menu is its own, however short it is', async ({
  app,
}) => {
  const { page } = app;
  const hand = await newWorkflow(app, 'Still');
  await expect(hand.nodes).toHaveCount(8);
  const wires = hand.wires;
  const count = await wires.count();
  /** Middle, and a place before its end, of the longest or the shortest wire, in the window. */
  const places = (which: 'longest' | 'shortest') =>
    page.evaluate((wanted) => {
      const paths = [...document.querySelectorAll<SVGPathElement>('.svelte-flow__edge path.wire')];
      const [path] = paths.sort((a, b) => (a.getTotalLength() - b.getTotalLength()) * (wanted === 'shortest' ? 1 : -1));
      const matrix = path?.getScreenCTM();
      if (!path || !matrix) throw new Error('There is no wire.');
      const length = path.getTotalLength();
      const [middle, end] = [length / 2, length - 16].map((at) => path.getPointAtLength(at).matrixTransform(matrix));
      return { middle: { x: middle!.x, y: middle!.y }, end: { x: end!.x, y: end!.y } };
    }, which);
  const grips = page.locator('.svelte-flow__edgeupdater');

  const { end } = await places('longest');
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await expect(grips).toHaveCount(2);
  await page.mouse.down();
  await page.mouse.move(end.x - 60, end.y + 90, { steps: 6 });
  await expect(page.locator('.connecting')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(wires).toHaveCount(count);

  const { middle } = await places('shortest');
  await page.mouse.click(middle.x, middle.y);
  await page.mouse.click(middle.x, middle.y, { button: 'right' });
  await expect(page.getByRole('menuitem', { name: /^Delete wire/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.down('Alt');
  await page.mouse.click(middle.x, middle.y);
  await page.keyboard.up('Alt');
  await expect(wires).toHaveCount(count - 1);
});

test('a node that is deleted can leave a wire where it stood', async ({ app }) => {
  const { page } = app;
  const hand = await newWorkflow(app, 'Still');
  await expect(hand.nodes).toHaveCount(8);
  const id = idOf(app);
  const original = await kept(app, id);
  const wires = await hand.wires.count();
  const materials = async (): Promise<string[]> =>
    (await draft(app, id))?.config.edges.filter(({ target }) => target.port === 'material_map').map(wireOf) ?? [];
  const [, past = ''] = await materials();
  await hand.select('auto_populate_materials');
  await page.keyboard.press('Control+Delete');
  await expect(hand.nodes).toHaveCount(7);
  // Of its three wires, one leads past it now.
  await expect(hand.wires).toHaveCount(wires - 2);
  await expect.poll(materials).toHaveLength(1);
  expect(await materials()).not.toContain(past);
  await page.keyboard.press('Control+z');
  await expect.poll(() => kept(app, id)).toBe(original);

  await hand.node('notify').click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: /^Delete and join/ })).toHaveAttribute('aria-disabled', 'true');
});

test('a problem that is mended from its line gives the focus to the next', async ({ app }) => {
  const { page } = app;
  const hand = await newWorkflow(app);
  await hand.quickAdd('order line', { x: 100, y: 120 });
  await hand.quickAdd('resolve model', { x: 400, y: 120 });
  await hand.quickAdd('resolve template', { x: 400, y: 420 });
  const problems = page.getByRole('grid', { name: 'Problems' });
  const mend = problems.getByRole('button', { name: 'Connect Order line' });
  await expect(mend).toHaveCount(2);
  await mend.first().click();
  await expect(mend).toHaveCount(1);
  await expect(problems.getByRole('row').first()).toBeFocused();
});

test('Enter adds what fits best, wherever the pointer rests on the list of nodes', async ({ app }) => {
  const { page } = app;
  await app.resize(1280, 800);
  const hand = await newWorkflow(app);
  const chosen = hand.quickAddDialog.getByRole('option', { selected: true });
  // Where there is no room below, the list opens over the pointer.
  for (const y of [296, 336, 376]) {
    const at = await hand.inWindow({ x: 360, y });
    await page.mouse.move(at.x, at.y, { steps: 3 });
    await page.keyboard.press('Tab');
    await expect(hand.quickAddDialog.getByRole('combobox')).toBeFocused();
    await page.keyboard.type('template');
    await expect(chosen).toContainText('resolve_template');
    // A list that changed is told to the pointer a moment later.
    for (let frames = 0; frames < 20; frames += 1) await page.evaluate(() => new Promise(requestAnimationFrame));
    await expect(chosen).toContainText('resolve_template');
    await page.keyboard.press('Escape');
    await expect(hand.quickAddDialog).toBeHidden();
  }
});

test('an empty canvas begins with a preset, as one step of undo', async ({ app }) => {
  const { page } = app;
  const hand = await newWorkflow(app);
  await page.getByRole('button', { name: 'Begin with a preset…' }).click();
  await expect(page.getByRole('menu', { name: 'Presets' }).getByRole('menuitem')).toHaveText([
    ...['Still', 'Turntable', 'Multi-angle sheet', 'Still with exports'],
  ]);
  await page.getByRole('menuitem', { name: 'Turntable' }).click();
  await expect(hand.node('blender_turntable')).toBeInViewport();
  expect(await hand.nodeCount()).toBe(presetConfig('turntable').nodes.length);
  await expect(hand.drawing.getByRole('application')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Begin with a preset…' })).toBeVisible();
});

test('notes and frames open for writing when they are added, and no way out throws away what was written', async ({
  app,
}) => {
  const { page } = app;
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  const hand = await newWorkflow(app, 'Still');
  const canvas = hand.drawing.getByRole('application');
  const notes = hand.drawing.getByRole('note');
  const text = hand.drawing.getByRole('textbox', { name: 'Text of the note' });
  const title = hand.drawing.getByRole('textbox', { name: 'Title of the frame' });
  await expect(hand.nodes).toHaveCount(8);

  await test.step('a note is one step of undo, its text another', async () => {
    await canvas.focus();
    await page.keyboard.press('n');
    await page.keyboard.type('glm');
    await page.keyboard.press('Escape');
    await expect(notes).toHaveText('glm');
    await expect(canvas).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect(notes).toHaveText('Double-click to write');
    await page.keyboard.press('Control+z');
    await expect(notes).toHaveCount(0);
  });

  await test.step('from the menu and from quick-add as well; a save in the middle of a word ends nothing', async () => {
    await canvas.click({ button: 'right', position: { x: 300, y: 560 } });
    await page.getByRole('menuitem', { name: /^Add note/ }).click();
    await expect(text).toBeFocused();
    await page.keyboard.type('first');
    await page.keyboard.press('Control+Enter');
    await hand.quickAdd('note', { x: 600, y: 560 });
    await expect(text).toBeFocused();
    await page.keyboard.type('sec');
    await page.keyboard.press('Control+s');
    await page.keyboard.type('ond');
    await canvas.click({ position: { x: 60, y: 600 } });
    await expect(notes).toHaveText(['first', 'second']);
  });

  await test.step('the title of a frame is selected, from the button too', async () => {
    await page.keyboard.press('Control+a');
    await page.keyboard.press('g');
    await page.keyboard.type('All of it');
    await page.keyboard.press('Enter');
    await expect(canvas).toBeFocused();
    await expect(hand.drawing.getByRole('group', { name: 'Frame All of it' })).toBeVisible();
    await page.keyboard.press('Control+a');
    await hand.inspector.getByRole('button', { name: 'Group' }).click();
    await expect(title).toBeFocused();
    await page.keyboard.press('Escape');
  });

  await test.step('from afar the view comes near enough', async () => {
    await page.mouse.move(960, 400);
    for (let turn = 0; turn < 10; turn += 1) await page.mouse.wheel(0, 120);
    await expect(hand.nodes.first()).toBeHidden();
    await page.keyboard.press('n');
    await expect(text).toBeFocused();
    await page.keyboard.type('third');
    await page.keyboard.press('Escape');
    await expect(notes).toContainText(['third']);
  });

  await test.step('names keep what was written as well', async () => {
    await page.keyboard.press('Home');
    await hand.select('blender_still');
    await hand.inspector.getByRole('textbox', { name: 'Name of the node' }).fill('Packshot');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Undo: Rename a node' })).toBeVisible();
    await hand.inspector.getByRole('tab', { name: 'Note' }).click();
    await hand.inspector.getByRole('textbox', { name: 'Note' }).fill('For the shop');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Undo: Change the note of a node' })).toBeVisible();
    await page.getByRole('heading', { level: 1 }).getByRole('button').click();
    await page.keyboard.type('Packshots');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Packshots');
    // The field goes with all of the canvas.
    await page.getByRole('heading', { level: 1 }).getByRole('button').click();
    await page.keyboard.type('Never kept');
    await app.goTo('workflows');
    await expect(hand.drawing).toBeHidden();
  });
  expect(warnings).toEqual([]);
});

test('a setting that is reset keeps the focus, and a colour that is emptied goes back to its default', async ({
  app,
}) => {
  const { page } = app;
  const hand = await newWorkflow(app);
  await hand.quickAdd('image_composite', { x: 300, y: 300 });
  await hand.select('image_composite');
  const undo = page.locator('[data-region=strip]').getByRole('button', { name: /^Undo/ });
  const colour = hand.inspector.getByRole('textbox', { name: 'Background', exact: true });
  await expect(colour).toHaveValue('#ffffff');
  for (const [written, meant, step] of [
    ['', '#ffffff', 'Undo: Add Compose pictures'],
    ['F00', '#ff0000', 'Undo: Change background'],
    [' ', '#ffffff', 'Undo: Reset background'],
  ] as const) {
    await colour.fill(written);
    await page.keyboard.press('Enter');
    await expect(colour).toHaveValue(meant);
    await expect(undo).toHaveAccessibleName(step);
  }
  await colour.fill('#123456');
  await page.keyboard.press('Enter');
  await hand.inspector.getByRole('button', { name: 'Reset Background' }).click();
  await expect(colour).toBeFocused();
  await expect(colour).toHaveValue('#ffffff');
});

test('two nodes are connected from afar, where their ports cannot be seen', async ({ app }) => {
  const { page } = app;
  const hand = await newWorkflow(app);
  await hand.quickAdd('resolve_glb', { x: 300, y: 300 });
  await hand.quickAdd('blender_still', { x: 700, y: 300 });
  await hand.node('resolve_glb').locator('header').hover();
  for (let turn = 0; turn < 6; turn += 1) await page.mouse.wheel(0, 120);
  await expect(hand.node('resolve_glb')).toBeHidden();
  await page.keyboard.press('Control+a');
  const { x, y } = await hand.inWindow({ x: 360, y: 320 });
  await page.mouse.click(x, y, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Connect the two nodes' }).click();
  await page.keyboard.press('Home');
  await expect(hand.wires).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Undo: Connect' })).toBeVisible();
});

test('a toast covers nothing on the canvas that is worked with', async ({ app }) => {
  const { page } = app;
  const hand = await newWorkflow(app, 'Still');
  const toast = page.locator('[data-sonner-toast]').filter({ hasText: 'Nothing is selected' });
  const besides = () => ({
    bottom: page.locator('[data-region=bottom]'),
    inspector: hand.inspector,
    actions: page.getByRole('toolbar', { name: /^Actions of/ }),
    minimap: hand.drawing.locator('.map'),
  });
  for (const [width, height, keys] of [
    [1280, 800, ['g']],
    [1100, 720, ['Control+a', 'Enter', 'Escape', 'Escape', 'g']],
    [1100, 720, ['o', 'Shift+Tab', 'g']],
  ] as const) {
    await app.resize(width, height);
    await hand.drawing.getByRole('application').focus();
    for (const key of keys) await page.keyboard.press(key);
    await expect(toast).toBeVisible();
    for (const [name, beside] of Object.entries(besides())) {
      if ((await beside.count()) === 0) continue;
      await expect(async () => {
        const [a, b] = [(await toast.boundingBox())!, (await beside.boundingBox())!];
        expect(overlaps(a, b), `${name} at ${width}`).toBe(false);
      }).toPass({ timeout: 5000 });
    }
    await page.getByRole('button', { name: 'Close toast' }).click();
    await expect(toast).toHaveCount(0);
  }

  await page.keyboard.press('o');
  await expect(hand.drawing).toBeVisible();
  await app.goTo('workflows/preset-still');
  await hand.drawing.getByRole('application').press('n');
  await page.keyboard.press('Escape');
  await expect.poll(() => draft(app, 'preset-still')).not.toBeNull();
  await app.goTo('workflows');
  await app.goTo('workflows/preset-still');
  const bar = page.getByRole('status').filter({ hasText: 'Unsaved changes from' });
  await expect(bar).toBeVisible();
  await page.getByRole('button', { name: 'Preflight' }).first().click();
  const answer = page.locator('[data-sonner-toast]').filter({ hasText: 'Preflight:' });
  await expect(async () => {
    expect(overlaps((await answer.boundingBox())!, (await bar.boundingBox())!)).toBe(false);
  }).toPass({ timeout: 15_000 });
  await app.goTo('runs');
  await expect(answer).toHaveCount(0, { timeout: 2000 });
});

test('what was copied in one workflow is pasted into another from the menu', async ({ app }) => {
  const { page } = app;
  const first = await newWorkflow(app, 'Still');
  await first.select('blender_still');
  await page.keyboard.press('Control+c');
  const second = await newWorkflow(app);
  await expect(second.node('blender_still')).toBeHidden();
  await second.drawing.getByRole('application').click({ button: 'right', position: { x: 300, y: 520 } });
  await page.getByRole('menuitem', { name: 'Paste what was copied' }).click();
  await expect(second.node('blender_still')).toBeVisible();
  await second.drawing.getByRole('application').focus();
  await page.keyboard.press('Control+z');
  await expect(second.node('blender_still')).toBeHidden();
});

test('the view goes along with what is dragged over an edge of the drawing, a node or a wire', async ({ app }) => {
  const { page } = app;
  const hand = await newWorkflow(app, 'Still');
  await expect(hand.nodes).toHaveCount(8);
  const id = idOf(app);
  const place = async (type: string): Promise<{ x: number; y: number }> => {
    const box = await hand.node(type).boundingBox();
    if (!box) throw new Error(`${type} is not drawn.`);
    return box;
  };
  const positionOf = async (type: string): Promise<number> =>
    (await draft(app, id))?.config.nodes.find((node) => node.type === type)?.position.x ?? Number.NaN;
  const before = { x: await positionOf('blender_still'), still: await place('blender_still') };
  const { x: edge } = await hand.inWindow({ x: 2, y: 0 });

  const head = { x: before.still.x + 40, y: before.still.y + 14 };
  await page.mouse.move(head.x, head.y);
  await page.mouse.down();
  await page.mouse.move(edge, head.y, { steps: 6 });
  const setup = await place('order_line_setup');
  await expect.poll(async () => (await place('order_line_setup')).x).toBeGreaterThan(setup.x + 300);
  // At the edge the node stays under the pointer: it is the document that moves.
  expect((await place('blender_still')).x).toBeLessThan(edge);
  await page.mouse.move(edge + 400, head.y);
  await page.mouse.up();
  await expect.poll(() => positionOf('blender_still')).toBeLessThan(before.x - (before.still.x - edge - 400) - 300);

  const start = await hand.output('order_line_setup.order_line').boundingBox();
  if (!start) throw new Error('The port is not drawn.');
  const from = await place('order_line_setup');
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(edge, head.y + 200, { steps: 6 });
  await expect.poll(async () => (await place('order_line_setup')).x).toBeGreaterThan(from.x + 200);
  await page.mouse.move(edge + 300, head.y + 200);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  // Nothing moves any more once it has been let go.
  const rest = await place('order_line_setup');
  await page.evaluate(async () => {
    for (let frame = 0; frame < 10; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  expect(await place('order_line_setup')).toEqual(rest);
});

test('a view that shows all goes on doing so when the window changes, and one that was chosen stays', async ({
  app,
}) => {
  const { page } = app;
  await app.resize(1280, 800);
  await app.goTo('workflows/preset-still');
  const hand = new CanvasHand(app);
  const zoom = page.getByRole('group', { name: 'Zoom' });
  const isAllSeen = async (): Promise<boolean> => {
    const drawing = await hand.drawing.boundingBox();
    const cards = await Promise.all((await hand.nodes.all()).map((node) => node.boundingBox()));
    if (!drawing || cards.length === 0) return false;
    const [right, bottom] = [drawing.x + drawing.width, drawing.y + drawing.height];
    return cards.every(
      (card) =>
        card !== null &&
        card.x >= drawing.x &&
        card.y >= drawing.y &&
        card.x + card.width <= right &&
        card.y + card.height <= bottom,
    );
  };
  await expect.poll(isAllSeen).toBe(true);
  await app.resize(1100, 680);
  await expect.poll(isAllSeen).toBe(true);
  await app.resize(1600, 1000);
  await expect.poll(isAllSeen).toBe(true);

  await zoom.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(isAllSeen).toBe(false);
  await hand.drawing.getByRole('application').focus();
  await page.keyboard.press('Home');
  await expect.poll(isAllSeen).toBe(true);
  for (const [width, height] of [
    [1600, 1000],
    [1100, 680],
  ] as const) {
    await app.resize(width, height);
    await expect.poll(isAllSeen).toBe(true);
    await page.keyboard.press('o');
    await expect(hand.drawing).toBeHidden();
    await page.keyboard.press('o');
    await expect.poll(isAllSeen, `as it was left at ${width}`).toBe(true);
  }

  await zoom.getByRole('button', { name: 'Zoom in' }).click();
  await zoom.getByRole('button', { name: /%/ }).click();
  await expect(zoom).toContainText(/100\s%/);
  await app.resize(1600, 1000);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await expect(zoom).toContainText(/100\s%/);
});

test('changes that were not saved survive kill -9', async ({ launch }) => {
  const first = await launch();
  const hand = await newWorkflow(first, 'Still');
  const id = idOf(first);
  const original = await kept(first, id);
  await hand.select('blender_still');
  await hand.inspector.getByRole('textbox', { name: 'Name of the node' }).fill('Beauty');
  await hand.page.keyboard.press('Enter');
  await expect.poll(() => kept(first, id)).not.toBe(original);
  const edited = await kept(first, id);
  await first.cutPower();

  const second = await launch();
  const again = new CanvasHand(second);
  await openList(second);
  await second.page.getByRole('row', { name: /^Still 2, .*never saved/ }).dblclick();
  await expect(again.node('blender_still')).toContainText('Beauty');
  expect(await kept(second, id)).toBe(edited);
});
