import { expect } from '@playwright/test';
import type { MediaAsset } from '../../../shared/domain/media.ts';
import type { ProductSummary } from '../../../shared/domain/product.ts';
import type { RunDetail, RunSummary } from '../../../shared/domain/run.ts';
import type { WorkflowDraft } from '../../../shared/domain/draft.ts';
import type { WorkflowDetail, WorkflowNode } from '../../../shared/domain/workflow.ts';
import type { RunningApp } from './runningApp.ts';

/*
 * What the application says of itself, asked over its bridge: for conditions that are waited for, and for facts that
 * a screen shows only in words.
 */

async function value<T>(app: RunningApp, channel: string, payload?: unknown): Promise<T> {
  const answer = await app.invoke(channel, payload);
  if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
  return answer.value as T;
}

export const products = (app: RunningApp): Promise<ProductSummary[]> => value(app, 'products:list');
export const media = (app: RunningApp): Promise<MediaAsset[]> => value(app, 'media:list', {});
export const runs = (app: RunningApp): Promise<RunSummary[]> => value(app, 'runs:list', {});
export const workflow = (app: RunningApp, id: string): Promise<WorkflowDetail> => value(app, 'workflows:get', { id });
export const draft = (app: RunningApp, id: string): Promise<WorkflowDraft | null> => value(app, 'drafts:get', { id });
export const run = (app: RunningApp, id: string): Promise<RunDetail> => value(app, 'runs:get', { id });

/** The sample product comes by itself a moment after the first start. */
export async function sampleProduct(app: RunningApp): Promise<ProductSummary> {
  const sample = async (): Promise<ProductSummary | undefined> => (await products(app)).find((each) => each.isSample);
  await expect.poll(async () => (await sample())?.parts ?? 0, { timeout: 60_000 }).toBeGreaterThan(0);
  const found = await sample();
  if (!found) throw new Error('The sample is gone again.');
  return found;
}

export const order = (app: RunningApp, productId: string, outputTypeId: string): Promise<RunSummary> =>
  value(app, 'orders:create', { productId, outputTypeId });

/** Waits until control and candidate of a shadow run have been compared, whatever came of it. */
export async function untilCompared(app: RunningApp, id: string): Promise<RunDetail> {
  await expect.poll(async () => (await run(app, id)).observer?.comparison ?? null, { timeout: 200_000 }).not.toBeNull();
  return run(app, id);
}

/** Waits until the run is in one of the states; fails at once when it ends in another. */
export async function untilRun(app: RunningApp, id: string, states: RunSummary['state'][]): Promise<RunDetail> {
  const ends: RunSummary['state'][] = ['delivered', 'failed', 'cancelled', 'parked', ...states];
  await expect.poll(async () => ends.includes((await run(app, id)).state), { timeout: 200_000 }).toBe(true);
  const detail = await run(app, id);
  expect(states, JSON.stringify(detail.error)).toContain(detail.state);
  return detail;
}

/** Saves a revision of the workflow in which the nodes of one type have other settings. */
export async function changeWorkflow(
  app: RunningApp,
  id: string,
  nodeType: string,
  settings: WorkflowNode['settings'],
): Promise<void> {
  const { config, shown } = await value<WorkflowDetail>(app, 'workflows:get', { id });
  const nodes = config.nodes.map((node) =>
    node.type === nodeType ? { ...node, settings: { ...node.settings, ...settings } } : node,
  );
  await value(app, 'workflows:save', { id, config: { ...config, nodes }, baseRevision: shown.number });
}
