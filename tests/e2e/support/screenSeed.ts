import { join } from 'node:path';
import type { WorkflowConfig, WorkflowDetail } from '../../../shared/domain/workflow.ts';
import { NEW_DRAFT_PREFIX } from '../../../shared/domain/draft.ts';
import { changeWorkflow, order, sampleProduct, untilCompared, untilRun } from './domain.ts';
import { cloneFolder } from './electronProgram.ts';
import { modeTypes } from './modeTypes.ts';
import type { RunningApp } from './runningApp.ts';

/** What the screens are shown with. Ids. */
export interface ScreenSeed {
  readonly product: string;
  /** Runs: by legacy, in graph mode, in shadow mode and compared, fallen back to legacy. */
  readonly run: string;
  readonly graph: string;
  readonly shadow: string;
  readonly fallback: string;
  /** In shadow mode, by a graph that gives parts other materials. */
  readonly differing: string;
  /** Workflows. */
  readonly sample: string;
  readonly spoilt: string;
  readonly migrated: string;
  readonly contested: string;
  /** A draft that was never saved, with 0 nodes. */
  readonly empty: string;
}

/** A product, a run of every mode, and workflows in every state that a person may find one in. */
export async function seedScreens(app: RunningApp): Promise<ScreenSeed> {
  const product = await sampleProduct(app);
  const shadow = await order(app, product.id, modeTypes.shadow.id);
  await untilCompared(app, shadow.id);
  const differing = await orderDiffering(app, product.id);
  const graph = await order(app, product.id, modeTypes.graph.id);
  await untilRun(app, graph.id, ['delivered']);
  const spoilt = 'preset-still_with_exports';
  await changeWorkflow(app, spoilt, 'blender_still', { camera: 'detail_a' });
  const fallback = await order(app, product.id, modeTypes.spoilt.id);
  await untilRun(app, fallback.id, ['delivered']);
  const run = await order(app, product.id, modeTypes.legacy.id);
  await untilRun(app, run.id, ['delivered']);
  await spoilMore(app, spoilt);
  return {
    ...{ product: product.id, run: run.id, graph: graph.id, shadow: shadow.id, fallback: fallback.id },
    ...{ sample: 'preset-still', spoilt, migrated: await importOld(app), contested: await contest(app) },
    differing,
    empty: await keepEmpty(app),
  };
}

/** A shadow run whose graph takes the colours of the CAD file before the material map. */
async function orderDiffering(app: RunningApp, productId: string): Promise<string> {
  const { config } = await open(app, 'preset-still');
  const resolutionOrder = ['override', 'cad_colour', 'rules', 'default'];
  const nodes = config.nodes.map((node) =>
    node.type === 'material_map_resolve' ? { ...node, settings: { ...node.settings, resolutionOrder } } : node,
  );
  const named = { ...config, name: 'Still, CAD colours', nodes };
  const saved = await ask<WorkflowDetail>(app, 'workflows:save', { id: null, config: named, baseRevision: 0 });
  const made = await ask<{ id: string }>(app, 'orders:create', {
    ...{ productId, outputTypeId: modeTypes.shadow.id, mode: 'shadow' },
    workflow: { id: saved.id, revision: saved.shown.number },
  });
  await untilCompared(app, made.id);
  return made.id;
}

async function ask<T>(app: RunningApp, channel: string, payload: unknown): Promise<T> {
  const answer = await app.invoke(channel, payload);
  if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
  return answer.value as T;
}

const open = (app: RunningApp, id: string): Promise<WorkflowDetail> => ask(app, 'workflows:get', { id });

/** Errors and warnings of several kinds at once. */
async function spoilMore(app: RunningApp, id: string): Promise<void> {
  const { config, shown } = await open(app, id);
  const edges = config.edges.filter(({ target }) => target.node !== 'notify' && target.port !== 'attachments');
  const nodes = config.nodes.map((node) =>
    node.type === 'blender_still' ? { ...node, label: 'Beauty', settings: { ...node.settings, samples: 0 } } : node,
  );
  const note = 'Sharper, without the notification';
  await ask(app, 'workflows:save', { id, config: { ...config, nodes, edges }, baseRevision: shown.number, note });
}

/** From a file of an older generation, some of which nothing corresponds to. */
async function importOld(app: RunningApp): Promise<string> {
  const path = join(cloneFolder, 'tests', 'fixtures', 'workflows', 'legacy', 'still.graph-odd.json');
  return (await ask<WorkflowDetail>(app, 'workflows:import', { path })).id;
}

/** Changed here on r1, while somebody else has saved r2. */
async function contest(app: RunningApp): Promise<string> {
  const { config } = await open(app, 'preset-still');
  const named = (changes: Partial<WorkflowConfig>): WorkflowConfig => ({
    ...config,
    name: 'Contested still',
    ...changes,
  });
  const first = await ask<WorkflowDetail>(app, 'workflows:save', { id: null, config: named({}), baseRevision: 0 });
  const base = { id: first.id, baseRevision: 1 };
  await ask(app, 'workflows:save', { ...base, config: named({ description: 'By somebody else.' }) });
  await keepChanges(app, first.id, named({ executionMode: 'graph' }));
  return first.id;
}

/** Changes on r1 that nobody has saved. */
export async function keepChanges(app: RunningApp, id: string, config: WorkflowConfig): Promise<void> {
  await ask(app, 'drafts:keep', { id, workflowId: id, baseRevision: 1, config });
}

/** Opens the workflow next time where `viewport` says, instead of all of it. */
export async function keepViewport(
  app: RunningApp,
  id: string,
  viewport: NonNullable<WorkflowConfig['viewport']>,
): Promise<void> {
  const { config, shown } = await open(app, id);
  const draft = { id, workflowId: id, baseRevision: shown.number, config: { ...config, viewport } };
  await ask(app, 'drafts:keep', draft);
}

async function keepEmpty(app: RunningApp): Promise<string> {
  const id = `${NEW_DRAFT_PREFIX}empty`;
  const config: WorkflowConfig = {
    ...{ schemaVersion: 1, name: 'Catalogue still with inset', family: 'order_line', executionMode: 'legacy' },
    ...{ nodes: [], edges: [] },
  };
  await ask(app, 'drafts:keep', { id, workflowId: null, baseRevision: 0, config });
  return id;
}
