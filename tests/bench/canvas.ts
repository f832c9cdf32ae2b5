import type { Page } from '@playwright/test';
import type { WorkflowDetail } from '../../shared/domain/workflow.ts';
import { launchApp, type RunningApp } from '../e2e/support/runningApp.ts';
import { largeWorkflow } from '../support/largeWorkflow.ts';
import type { BenchFigure } from './benchFigure.ts';
import { frameRate, frameTimes, percentile } from './frameTimes.ts';
import { inNewHome } from './inNewHome.ts';
import { median } from './median.ts';

const NODES = 1000;
const LINES_BESIDE = 6;
const FRAMES = 240;
const OPENINGS = 3;
/** Zoom at which about as many nodes are in view as a large workflow has in one corner. */
const TYPICAL_ZOOM = 0.42;

async function saveLarge(app: RunningApp): Promise<WorkflowDetail> {
  const config = largeWorkflow(NODES, LINES_BESIDE);
  const saved = await app.invoke('workflows:save', { id: null, config, baseRevision: 0 });
  if (!saved.ok) throw new Error(`The workflow was not saved: ${saved.error?.code}`);
  return saved.value as WorkflowDetail;
}

/** Seconds from going there until the canvas shows the document and answers five frames in a row within 34 ms. */
async function openingSeconds(page: Page, id: string): Promise<number> {
  return page.evaluate(async (workflow) => {
    const started = performance.now();
    location.hash = `#/workflows/${workflow}`;
    let [since, calm, last] = [0, 0, started];
    while (calm < 5) {
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const isShown = document.querySelector('[role=application] canvas, [data-node]') !== null;
      calm = isShown && now - last < 34 ? calm + 1 : 0;
      if (calm === 1) since = last;
      last = now;
      if (now - started > 30_000) throw new Error('The canvas is not there after 30 s.');
    }
    return (since - started) / 1000;
  }, id);
}

async function measureOpening(app: RunningApp, id: string): Promise<number> {
  const seconds: number[] = [];
  for (let count = 0; count < OPENINGS; count += 1) {
    await app.goTo('queue');
    await app.page.locator('[role=application]').waitFor({ state: 'detached' });
    await app.page.waitForTimeout(500);
    seconds.push(await openingSeconds(app.page, id));
  }
  return median(seconds);
}

/** Turns the wheel over the middle of the canvas until the zoom is there. */
async function zoomTo(page: Page, zoom: number): Promise<void> {
  await page.evaluate(async (wanted) => {
    const pane = document.querySelector<HTMLElement>('.svelte-flow__pane');
    if (!pane) throw new Error('There is no canvas.');
    const box = pane.getBoundingClientRect();
    const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
    // While the view moves, what was drawn before is stretched: the zoom is what both make together.
    const scaleOf = (selector: string): number =>
      Number(/scale\(([\d.]+)\)/.exec(document.querySelector<HTMLElement>(selector)?.style.transform ?? '')?.[1]);
    const now = (): number => scaleOf('.surface') * scaleOf('.svelte-flow__viewport');
    for (let turn = 0; turn < 400 && Math.abs(now() / wanted - 1) > 0.01; turn += 1) {
      const deltaY = Math.max(-100, Math.min(100, -Math.log2(wanted / now()) / 0.002));
      pane.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY, bubbles: true, cancelable: true, view: window }));
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, zoom);
  await untilDrawn(page);
}

/** At rest cards are made a few a frame: waits until no more come. */
async function untilDrawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    let [count, since] = [-1, performance.now()];
    while (performance.now() - since < 700) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = document.querySelectorAll('[data-node]').length;
      if (now !== count) [count, since] = [now, performance.now()];
    }
  });
}

async function measure(home: string): Promise<BenchFigure[]> {
  const app = await launchApp({ home });
  const { page } = app;
  await app.resize(1280, 800);
  const { id } = await saveLarge(app);
  const opening = await measureOpening(app, id);
  await page.waitForTimeout(1000);

  const allPan = await frameTimes(page, { act: 'pan', frames: FRAMES });
  const allZoom = await frameTimes(page, { act: 'zoom', frames: FRAMES });
  await zoomTo(page, TYPICAL_ZOOM);
  const cards = await page.locator('[data-node]').count();
  const pan = await frameTimes(page, { act: 'pan', frames: FRAMES });
  await zoomTo(page, TYPICAL_ZOOM);
  const zoom = await frameTimes(page, { act: 'zoom', frames: FRAMES });
  await zoomTo(page, 0.8);
  const drag = await frameTimes(page, { act: 'drag', frames: FRAMES });
  await untilDrawn(page);
  const dragOut = await frameTimes(page, { act: 'dragOut', frames: FRAMES / 2 });
  await app.close();

  const drawn = `${cards} cards drawn`;
  return [
    {
      ...{ name: `${NODES} nodes: open until it answers`, value: opening, unit: 's', bound: { op: '<=', value: 1.5 } },
      note: `median of ${OPENINGS}`,
    },
    {
      ...{ name: 'pan, typical view, p95 frame', value: percentile(pan, 0.95), unit: 'ms' },
      ...{ bound: { op: '<=', value: 25 }, note: `${drawn}, worst ${Math.round(Math.max(...pan))} ms` },
    },
    {
      ...{ name: 'zoom, typical view, p95 frame', value: percentile(zoom, 0.95), unit: 'ms' },
      ...{ bound: { op: '<=', value: 25 }, note: `${drawn}, worst ${Math.round(Math.max(...zoom))} ms` },
    },
    {
      ...{ name: 'pan, all nodes in view', value: frameRate(allPan), unit: 'fps' },
      ...{ bound: { op: '>=', value: 30 }, note: `p95 ${Math.round(percentile(allPan, 0.95))} ms` },
    },
    { name: 'zoom, all nodes in view', value: frameRate(allZoom), unit: 'fps', bound: { op: '>=', value: 30 } },
    {
      ...{ name: 'drag of one node', value: frameRate(drag), unit: 'fps' },
      ...{ bound: { op: '>=', value: 55 }, note: `p95 ${Math.round(percentile(drag, 0.95))} ms` },
    },
    {
      ...{ name: 'drag of one node over the edge', value: frameRate(dragOut), unit: 'fps' },
      ...{ bound: { op: '>=', value: 30 }, note: `p95 ${Math.round(percentile(dragOut, 0.95))} ms` },
    },
  ];
}

/** What a large workflow costs on the canvas of the built application. Drawn by software where there is no graphics card. */
export async function run(): Promise<BenchFigure[]> {
  return inNewHome(measure);
}
