import { AppError } from '../../../shared/errors/appError.ts';
import type { GraphEngineOptions, GraphRunOutcome, GraphRunRequest } from '../contracts/engine.ts';
import type { PortValue } from '../contracts/portValues.ts';
import { type NodeEnd, carryOut } from './carryOut.ts';
import { coreAtStart, coreOfAsset } from './coreFields.ts';
import type { CpuShares } from './cpuShares.ts';
import type { GivenOutputs } from './givenInputs.ts';
import { endUndelivered, performDeferred } from './deferredEffects.ts';
import { type EngineSlots, type GraphRun, openGraphRun } from './graphRun.ts';
import { type GraphNode, prepareGraph } from './preparedGraph.ts';

export interface Engine {
  readonly options: GraphEngineOptions;
  readonly slots: EngineSlots;
  readonly cpu: CpuShares;
}

/** One run of a workflow, from the first check to what it delivered. Errors: see GraphEngine. */
export async function runGraph(engine: Engine, request: GraphRunRequest): Promise<GraphRunOutcome> {
  // 1. Refuse what cannot be run, and put a save node behind whatever publishes by itself.
  const graph = prepareGraph(request, engine.options);

  // 2. Every node waits.
  request.reporter.core(coreAtStart(request));
  const run = openGraphRun(engine, request, graph);

  // 3. Each node starts as soon as its inputs are there and a slot is free. Branches that do not meet know nothing of
  //    each other: one that fails takes only its own dependants with it.
  const ends = new Map<string, Promise<NodeEnd>>();
  for (const node of graph.nodes) ends.set(node.id, carryOut(run, node, sourcesOf(node, ends)));
  const all = await allEnds([...ends.values()]);

  // 4. A run that was cancelled before its end, or in which a node failed, delivers nothing.
  const cancelled = request.signal.aborted || all.some((end) => end.kind === 'missing' && end.cancelled);
  if (cancelled || run.found.failures.length > 0) endUndelivered(run, run.deferred);
  if (cancelled) throw new AppError('app.cancelled', 'The run was cancelled.');
  throwFailure(run);

  // 5. Everything is made: publish and tell of it.
  if (run.effects) await performDeferred(run, run.effects);
  throwFailure(run);

  // 6. Say what it delivered and how that was made.
  const asset = assetOf(graph.publisher, await ends.get(graph.publisher));
  request.reporter.core(coreOfAsset(asset, run.found.use));
  const reused = all.filter((end) => end.kind === 'given' && end.reused).length;
  return { mediaAssetId: run.found.mediaAssetId, asset, nodes: { done: all.length - reused, reused } };
}

function throwFailure({ found }: GraphRun): void {
  const [failure] = found.failures;
  if (failure) throw failure;
}

/** Nodes never reject; but when their states cannot even be told (the drive is full), the run ends with that. */
async function allEnds(ends: readonly Promise<NodeEnd>[]): Promise<NodeEnd[]> {
  await Promise.allSettled(ends);
  return Promise.all(ends);
}

/** The ends of all nodes that this one takes from: each is there already, as nodes come in the order of execution. */
function sourcesOf(node: GraphNode, ends: ReadonlyMap<string, Promise<NodeEnd>>): Map<string, Promise<NodeEnd>> {
  const sources = new Map<string, Promise<NodeEnd>>();
  for (const source of node.sources) {
    const end = ends.get(source.node);
    if (end) sources.set(source.node, end);
  }
  return sources;
}

function assetOf(publisher: string, end: NodeEnd | undefined): PortValue<'asset'> {
  const outputs: GivenOutputs = end?.kind === 'given' ? end.outputs : new Map();
  for (const { value } of outputs.values()) if (isAsset(value)) return value;
  throw new AppError('graph.output_invalid', `The run ended, but its node ${publisher} gave no asset.`, {
    details: { nodeId: publisher },
  });
}

const isAsset = (value: PortValue): value is PortValue<'asset'> => value.type === 'asset';
