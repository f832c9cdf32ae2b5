import { expect, type Locator, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningApp } from './runningApp.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** `type.port`, for example `resolve_glb.manifest`. */
type PortName = `${string}.${string}`;

/** A person at the canvas, with a mouse and a keyboard and nothing else. Places are pixels of the drawing. */
export class CanvasHand {
  private readonly app: RunningApp;

  constructor(app: RunningApp) {
    this.app = app;
  }

  get page(): Page {
    return this.app.page;
  }

  get drawing(): Locator {
    return this.page.locator('[data-canvas-drawing]');
  }

  get inspector(): Locator {
    return this.page.getByRole('complementary', { name: 'Inspector' });
  }

  get nodes(): Locator {
    return this.drawing.locator('[data-node]');
  }

  /** Also of those that are too far away to be drawn. */
  async nodeCount(): Promise<number> {
    const name = await this.drawing.getByRole('application').getAttribute('aria-label');
    return Number(/, (\d+) nodes\./.exec(name ?? '')?.[1]);
  }

  get wires(): Locator {
    return this.drawing.locator('.svelte-flow__edge');
  }

  /** The only node of this type. */
  node(type: string): Locator {
    return this.nodes.filter({ has: this.page.locator(`code:text-is("${type}")`) });
  }

  input(port: PortName): Locator {
    return this.port(port, 'target');
  }

  output(port: PortName): Locator {
    return this.port(port, 'source');
  }

  /** Of the strip above everything. */
  command(name: string): Locator {
    return this.page.locator('[data-region=strip]').getByRole('button', { name, exact: true });
  }

  /** Waits for words in passing, and lets them go, so that they cover nothing. */
  async expectToast(words: string | RegExp): Promise<void> {
    await expect(this.page.locator('[data-sonner-toast]').filter({ hasText: words }).first()).toBeVisible();
  }

  /** From the docked palette; `corner` is where the upper left corner of the node comes. */
  async dropFromPalette(type: string, corner: Point): Promise<void> {
    const item = this.page.locator(`[data-region=palette] [data-node-type="${type}"]`);
    await item.scrollIntoViewIfNeeded();
    // It is held by the middle of its head.
    await this.drag(await middleOf(item), await this.inWindow({ x: corner.x + 88, y: corner.y + 20 }));
    await expect(this.node(type)).toBeVisible();
  }

  async quickAdd(words: string, at: Point): Promise<void> {
    const { x, y } = await this.inWindow(at);
    await this.page.mouse.move(x, y);
    await this.drawing.getByRole('application').focus();
    await this.page.keyboard.press('Tab');
    await this.chooseQuickly(words);
  }

  get quickAddDialog(): Locator {
    return this.page.getByRole('dialog', { name: /^Add a node/ });
  }

  async chooseQuickly(words: string): Promise<void> {
    await this.quickAddDialog.getByRole('combobox').fill(words);
    await this.page.keyboard.press('Enter');
    await expect(this.quickAddDialog).toBeHidden();
  }

  async connect(output: PortName, input: PortName): Promise<void> {
    const before = await this.wires.count();
    await this.drag(await middleOf(this.output(output)), await middleOf(this.input(input)));
    await expect(this.wires, `${output} > ${input}`).toHaveCount(before + 1);
  }

  /** Lets a wire go over the empty canvas: quick-add opens. */
  async dangle(output: PortName, at: Point): Promise<void> {
    await this.drag(await middleOf(this.output(output)), await this.inWindow(at));
    await expect(this.quickAddDialog).toBeVisible();
  }

  /** Holds a wire from `output` over `input` and leaves the button pressed. */
  async hold(output: PortName, input: PortName): Promise<void> {
    await this.press(await middleOf(this.output(output)));
    const { x, y } = await middleOf(this.input(input));
    await this.page.mouse.move(x, y, { steps: 8 });
  }

  /** Selects a node by a click on its head. */
  async select(type: string): Promise<void> {
    await this.node(type).locator('header').click();
    await expect(this.inspector).toContainText(type);
  }

  async drag(from: Point, to: Point): Promise<void> {
    await this.press(from);
    await this.page.mouse.move(to.x, to.y, { steps: 8 });
    await this.page.mouse.up();
  }

  async inWindow({ x, y }: Point): Promise<Point> {
    const box = await this.drawing.boundingBox();
    if (!box) throw new Error('The drawing is not on the screen.');
    return { x: box.x + x, y: box.y + y };
  }

  private async press({ x, y }: Point): Promise<void> {
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
  }

  private port(name: PortName, end: 'source' | 'target'): Locator {
    const [type = '', port = ''] = name.split('.');
    return this.node(type).locator(`.svelte-flow__handle.${end}[data-handleid="${port}"]`);
  }
}

async function middleOf(element: Locator): Promise<Point> {
  const box = await element.boundingBox();
  if (!box) throw new Error(`Nothing is on the screen of ${String(element)}.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const folder = join('test-results', 'screens');

/** Keeps what is seen now as a picture that people look at. */
export async function keepScreen(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
