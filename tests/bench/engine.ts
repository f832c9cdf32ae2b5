import { cpus } from 'node:os';
import { EngineStage, stubWorkflow } from '../support/engineStage.ts';
import { aDispatchOrder } from '../unit/runtime/aDispatchOrder.ts';
import { tinyOutputType } from '../support/tinyOutputType.ts';
import type { GraphReporter, GraphRunRequest } from '../../electron/runtime/contracts/engine.ts';
import type { RunStep } from '../../shared/domain/run.ts';
import type { WorkflowConfig } from '../../shared/domain/workflow.ts';
import type { BenchFigure } from './benchFigure.ts';
import { median } from './median.ts';
import { shadowCost } from './shadowCost.ts';
import { turntableRatio } from './turntableRatio.ts';

const NODES = 1000;
const LAYER = 50;
const ROUNDS = 3;
const BOUND = { op: '<=', value: 2 } as const;

/**
 *     n0 ── n1 ── n2 ── …           one after the other: nothing can be done at the same time
 *
 *     n0 ─┐┌─ n50 ─┐┌─ …            layers of fifty: each node takes from two of the layer before
 *     n1 ─┼┼─ n51 ─┼┼─
 *     …   ┘└─ …    ┘└─
 */
function trivialNodes(shape: 'chain' | 'layers', round: number): WorkflowConfig {
  const passages = NODES - 2;
  const nodes: Record<string, [string, { level: number }] | string> = {};
  const edges: string[] = [];
  for (let index = 0; index < passages; index += 1) {
    // Settings of its own: equal nodes would be one result.
    nodes[`n${index}`] = ['stub_passage', { level: round * NODES + index }];
    const sources = shape === 'chain' ? [index - 1] : [index - LAYER, index - LAYER - (index % 2)];
    for (const source of new Set(sources)) if (source >= 0) edges.push(`n${source}.bbox -> n${index}.boxes`);
  }
  nodes.still = 'stub_still';
  nodes.save = 'output_save';
  return stubWorkflow(nodes, [...edges, 'still.image -> save.artifact']);
}

/** An order line and a run of it, as steps must belong to one. */
function orderRun({ database }: EngineStage, id: string): void {
  const queuedAt = '2026-01-05T09:00:00.000Z';
  if (!database.products.get('p1')) {
    database.outputTypes.seedDefaults([tinyOutputType]);
    database.products.insert({
      ...{ id: 'p1', name: 'Bearing', articleNumber: '', category: '', cadFileId: null, rules: [] },
      ...{ unmatchedParts: 0, isSample: false, createdAt: queuedAt },
    });
  }
  const { line } = database.orders.create({
    ...{ orderId: `o-${id}`, orderLineId: `l-${id}`, productId: 'p1', outputTypeId: tinyOutputType.id, at: queuedAt },
  });
  database.runs.insert({
    ...{ id, orderLineId: line.id, priority: 'normal', queuedAt, instanceId: null, retryOf: null, folder: null },
    ...{ workflow: null, reuse: 'allowed' },
    core: { orderLine: line.number, product: 'p1', outputType: 'still_tiny', mode: 'graph', executor: 'graph' },
  });
}

/** What comes in one turn of the event loop is one transaction, and of a node only the state that it is in then. */
function persisting({ database, commit }: EngineStage, runId: string): { reporter: GraphReporter; finish: () => void } {
  let open: Map<string, RunStep> | null = null;
  const reporter: GraphReporter = {
    step(step) {
      if (!open) {
        const steps = new Map<string, RunStep>();
        open = steps;
        void commit.add(() => {
          if (open === steps) open = null;
          database.runSteps.upsert(runId, [...steps.values()]);
        });
      }
      open.set(step.key, step);
    },
    log: () => undefined,
    progress: () => undefined,
    core: (fields) => {
      const { mode: _fixed, ...patch } = fields;
      database.runs.updateCore(runId, patch);
    },
  };
  return { reporter, finish: commit.flush };
}

/** Milliseconds a node, from the request to the last row that is safe on the drive. */
async function measure(stage: EngineStage, config: WorkflowConfig, reused: number): Promise<number> {
  const id = `bench-${measured++}`;
  orderRun(stage, id);
  const { reporter, finish } = persisting(stage, id);
  const change: Partial<GraphRunRequest> = { order: { ...aDispatchOrder(), runId: id }, reporter };
  const run = stage.prepare(config, change);
  const started = performance.now();
  const outcome = await run.start();
  finish();
  const milliseconds = performance.now() - started;
  if (outcome.nodes.reused < reused) throw new Error(`${outcome.nodes.reused} nodes were reused.`);
  const ended = stage.database.runSteps.list(id).filter(({ state }) => state === 'done' || state === 'reused');
  if (ended.length !== NODES) throw new Error(`${ended.length} nodes are known to have ended.`);
  return milliseconds / NODES;
}
let measured = 0;

/** What the engine itself costs: a thousand nodes that do nothing, with every result and every state persisted. */
async function overhead(): Promise<BenchFigure[]> {
  const figures: BenchFigure[] = [];
  for (const shape of ['layers', 'chain'] as const) {
    const stage = new EngineStage({ cpu: cpus().length, blender: 1 });
    try {
      const first: number[] = [];
      const again: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const config = trivialNodes(shape, round);
        first.push(await measure(stage, config, 0));
        again.push(await measure(stage, config, NODES));
      }
      const words = shape === 'layers' ? `in layers of ${LAYER}` : 'one after the other';
      const note = `${NODES} nodes, SQLite with synchronous FULL`;
      figures.push(
        // One after the other every result is a commit of its own: that is the drive, not the engine.
        {
          ...{ name: `A node ${words}, first run`, value: median(first), unit: 'ms', note },
          ...(shape === 'layers' ? { bound: BOUND } : {}),
        },
        { name: `A node ${words}, reused`, value: median(again), unit: 'ms', bound: BOUND },
      );
    } finally {
      stage.close();
    }
  }
  return figures;
}

/** The engine by itself, what shadow costs the delivery, and what a turntable gains by its one process. */
export async function run(): Promise<BenchFigure[]> {
  return [...(await overhead()), ...(await shadowCost()), ...(await turntableRatio())];
}
