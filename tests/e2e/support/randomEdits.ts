import { expect } from '@playwright/test';
import type { CanvasHand } from './canvasHand.ts';

/** Equal seeds give equal whole numbers from 0 up to, but not including, `below` (mulberry32). */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

interface Turn {
  readonly hand: CanvasHand;
  readonly random: (below: number) => number;
  /** Of the edit, from 1: makes what is typed unlike everything before. */
  readonly turn: number;
}

/** Selects a node by Find, wherever it is. */
async function pickNode({ hand: { page }, random }: Turn, words = 'n'): Promise<void> {
  await page.keyboard.press('Control+f');
  const find = page.getByRole('search', { name: 'Find on canvas' });
  await find.getByRole('textbox').fill(words);
  const count = find.getByText(/^1 of \d+$/);
  const [, total = '1'] = /of (\d+)/.exec((await count.textContent()) ?? '') ?? [];
  for (let step = random(Math.min(8, Number(total))); step > 0; step -= 1) await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(find).toBeHidden();
}

const withNode =
  (...keys: string[]) =>
  async (at: Turn): Promise<void> => {
    await pickNode(at);
    for (const key of keys) await at.hand.page.keyboard.press(key);
  };

async function pointSomewhere({ hand, random }: Turn): Promise<void> {
  const { x, y } = await hand.inWindow({ x: 120 + random(900), y: 120 + random(400) });
  await hand.page.mouse.move(x, y);
}

async function quickAdd(at: Turn): Promise<void> {
  const types = ['blender_still', 'resolve_glb', 'resolve_template', 'image_composite', 'order_line_setup'];
  await pointSomewhere(at);
  await at.hand.page.keyboard.press('Tab');
  await at.hand.chooseQuickly(types[at.random(types.length)]!);
}

/** By the fields of the inspector; a render node is added when there is none left. */
async function changeSetting(at: Turn): Promise<void> {
  const { hand, turn } = at;
  if ((await hand.node('blender_still').count()) === 0) return quickAdd({ ...at, random: () => 0 });
  await pickNode(at, 'blender_still');
  const samples = hand.inspector.getByRole('spinbutton', { name: 'Samples' });
  await samples.focus();
  await hand.page.keyboard.press('Control+a');
  await hand.page.keyboard.type(`${turn}+100`);
  await hand.page.keyboard.press('Enter');
  await expect(samples).toHaveValue(String(turn + 100));
  await hand.page.keyboard.press('Escape');
}

async function rename(at: Turn): Promise<void> {
  const { hand, turn } = at;
  await pickNode(at);
  await hand.inspector.getByRole('textbox', { name: 'Name of the node' }).fill(`Node ${turn}`);
  await hand.page.keyboard.press('Enter');
  await hand.page.keyboard.press('Escape');
}

async function changeMode({ hand: { page } }: Turn): Promise<void> {
  const modes = page.locator('[data-region=strip]').getByRole('radiogroup', { name: 'Execution mode' });
  await modes.getByRole('radio', { checked: false }).first().click();
}

/** In the outline, without the mouse: the first output of a node to an input that takes it; else a node is added. */
async function connect(at: Turn): Promise<void> {
  const { hand, random } = at;
  const { page } = hand;
  await page.keyboard.press('o');
  const tree = page.getByRole('tree');
  await tree.focus();
  for (const key of ['Home', 'ArrowDown', '*']) await page.keyboard.press(key);
  const outputs = tree.getByRole('treeitem', { name: /^Outputs/ });
  await outputs.nth(random(await outputs.count())).click();
  for (const key of ['ArrowRight', 'Enter']) await page.keyboard.press(key);
  const dialog = page.getByRole('dialog', { name: /^Connect / });
  await expect(dialog.getByRole('listbox')).toBeAttached();
  const options = dialog.getByRole('option');
  const found = await options.count();
  for (let step = random(Math.max(1, found)); step > 0; step -= 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press(found > 0 ? 'Enter' : 'Escape');
  await expect(dialog).toBeHidden();
  // Letters look for a line in there.
  await page.getByRole('button', { name: 'Show the drawing' }).click();
  await hand.drawing.getByRole('application').focus();
  if (found === 0) await quickAdd(at);
}

/** The title of a new frame is open for writing. */
const group = withNode('g', 'Escape');

/** A node that others cover cannot be taken hold of: a frame is put around it instead. */
async function dragNode(at: Turn): Promise<void> {
  const { hand } = at;
  await pickNode(at);
  await hand.page.keyboard.press('f');
  const head = hand.drawing.locator('[data-node] .card.selected header');
  const from = await head.evaluate((element) => {
    const { x, y } = element.getBoundingClientRect();
    const point = { x: x + 40, y: y + 10 };
    return element.contains(document.elementFromPoint(point.x, point.y)) ? point : null;
  });
  if (from === null) return group(at);
  await hand.drag(from, { x: from.x + 16 + 8 * at.random(6), y: from.y + 24 });
}

interface Kind {
  readonly edit: (at: Turn) => Promise<void>;
  /** What undo offers to take back afterwards. */
  readonly undo: RegExp;
}

const note = async (at: Turn): Promise<void> => {
  await pointSomewhere(at);
  await at.hand.page.keyboard.press('n');
  await at.hand.page.keyboard.press('Escape');
};

const paste: Kind = { edit: withNode('Control+c', 'Control+v'), undo: /Paste 1 node/ };
const remove: Kind = { edit: withNode('Delete'), undo: /Delete 1 node/ };
const kinds: readonly Kind[] = [
  { edit: withNode('ArrowRight'), undo: /Move/ },
  { edit: withNode('Shift+ArrowUp'), undo: /Move/ },
  { edit: dragNode, undo: /Move|Add a frame/ },
  { edit: withNode('Control+d'), undo: /Duplicate 1 node/ },
  remove,
  paste,
  { edit: quickAdd, undo: /Add / },
  { edit: group, undo: /Add a frame/ },
  { edit: note, undo: /Add a note/ },
  { edit: changeSetting, undo: /Change samples|Add Render still/ },
  { edit: rename, undo: /Rename a node/ },
  { edit: changeMode, undo: /Switch to/ },
  { edit: connect, undo: /Connect|Replace a wire|Add / },
];

/** `count` edits by keys and mouse, each one step of undo. */
export async function editAtRandom(hand: CanvasHand, count: number, random: Turn['random']): Promise<void> {
  const undo = hand.page.locator('[data-region=strip]').getByRole('button', { name: /^Undo/ });
  let last = '';
  for (let turn = 1; turn <= count; turn += 1) {
    // Never two in a row that undo calls the same: those that go on with the last one, as arrow keys do, are one step.
    const others = kinds.filter((kind) => !kind.undo.test(last));
    const drawn = others[random(others.length)]!;
    const kind = drawn === remove && (await hand.nodeCount()) < 6 ? paste : drawn;
    await kind.edit({ hand, random, turn });
    await expect(undo, `after edit ${turn}`).toHaveAccessibleName(kind.undo);
    last = (await undo.getAttribute('aria-label')) ?? '';
  }
}
