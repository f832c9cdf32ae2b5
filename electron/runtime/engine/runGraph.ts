import { AppError } from '../../../shared/errors/appError.ts';
import type { GraphEngineOptions, GraphRunOutcome, GraphRunRequest } from '../contracts/engine.ts';
import type { PortValue } from '../contracts/portValues.ts';
import type { NodeEnd } from './carryOut.ts';
import { carryOutAll, demandSuccess, throwFirstFailure } from './carryOutAll.ts';
import { coreAtStart, coreOfAsset } from './coreFields.ts';
import type { CpuShares } from './cpuShares.ts';
import type { GivenOutputs } from './givenInputs.ts';
import { performDeferred } from './deferredEffects.ts';
import { type EngineSlots, openGraphRun } from './graphRun.ts';
import { prepareGraph } from './preparedGraph.ts';

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
  const ends = await carryOutAll(run);

  // 4. A run that was cancelled before its end, or in which a node failed, delivers nothing.
  demandSuccess(run, ends);

  // 5. Everything is made: publish and tell of it.
  if (run.effects) await performDeferred(run, run.effects);
  throwFirstFailure(run);

  // 6. Say what it delivered and how that was made.
  const asset = assetOf(graph.publisher, ends.get(graph.publisher));
  request.reporter.core(coreOfAsset(asset, run.found.use));
  const reused = [...ends.values()].filter((end) => end.kind === 'given' && end.reused).length;
  return { mediaAssetId: run.found.mediaAssetId, asset, nodes: { done: ends.size - reused, reused } };
}

function assetOf(publisher: string, end: NodeEnd | undefined): PortValue<'asset'> {
  const outputs: GivenOutputs = end?.kind === 'given' ? end.outputs : new Map();
  for (const { value } of outputs.values()) if (isAsset(value)) return value;
  throw new AppError('graph.output_invalid', `The run ended, but its node ${publisher} gave no asset.`, {
    details: { nodeId: publisher },
  });
}

const isAsset = (value: PortValue): value is PortValue<'asset'> => value.type === 'asset';
