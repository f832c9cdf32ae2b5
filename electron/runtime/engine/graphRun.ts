import { setMaxListeners } from 'node:events';
import type { AppError } from '../../../shared/errors/appError.ts';
import type { GraphRunRequest } from '../contracts/engine.ts';
import type { NodeEffects, SubjectFacets } from '../contracts/node.ts';
import type { CpuShares } from './cpuShares.ts';
import type { DecisionContext } from './decide.ts';
import type { DeferredEffect } from './deferredEffect.ts';
import { faultsAt } from './faults.ts';
import { facetsOf } from './facetsOf.ts';
import type { NodeUse } from './nodeVoice.ts';
import type { PreparedGraph } from './preparedGraph.ts';
import { RunProgress } from './runProgress.ts';
import { Slots } from './slots.ts';
import { StepBoard } from './stepBoard.ts';

/** Nodes of each kind that may be at work at the same time, over all runs of an engine. */
export interface EngineSlots {
  readonly cpu: Slots;
  readonly blender: Slots;
}

/** Everything that the nodes of one run share. */
export interface GraphRun {
  readonly request: GraphRunRequest;
  readonly graph: PreparedGraph;
  readonly facets: SubjectFacets;
  readonly deciding: DecisionContext;
  /**
   * One decision at a time, in the order of execution. Kept outputs are looked for without a slot for work: a run that
   * finds everything must not wait for the renders of another.
   */
  readonly decisions: Slots;
  readonly slots: EngineSlots;
  readonly board: StepBoard;
  readonly progress: RunProgress;
  readonly cpu: CpuShares;
  /** null: this run leaves the world as it is. */
  readonly effects: NodeEffects | null;
  /** Effects that wait until every node has done its work. */
  readonly deferred: DeferredEffect[];
  /** What has become of it so far. */
  readonly found: RunFindings;
}

interface RunFindings {
  /** In the order of time. */
  readonly failures: AppError[];
  mediaAssetId: string | null;
  /** Of the Blender jobs of all nodes. */
  use: NodeUse;
}

/** Every node waits afterwards. */
export function openGraphRun(
  engine: { slots: EngineSlots; cpu: CpuShares },
  request: GraphRunRequest,
  graph: PreparedGraph,
): GraphRun {
  const { workflow, results, reporter, clock, authority } = request;
  // Every node at work listens for the end of the run: there may be more of them than Node takes for a leak.
  setMaxListeners(0, request.signal);
  const facets = facetsOf(request.order, workflow);
  const found: RunFindings = {
    failures: [],
    mediaAssetId: null,
    use: { cpuSeconds: null, peakMemoryBytes: null, exitCode: null },
  };
  const expected = new Map(
    graph.nodes.map(({ id, type }) => [id, results?.expectedSeconds(workflow.id, id, type) ?? null]),
  );
  return {
    request,
    graph,
    facets,
    deciding: {
      request,
      facets,
      authority,
      isFaulty: (node) => faultsAt(node, request.faults).length > 0,
    },
    decisions: new Slots(1),
    slots: engine.slots,
    board: new StepBoard(graph.nodes, reporter, clock),
    progress: new RunProgress(expected, reporter),
    cpu: engine.cpu,
    effects: authority === 'authoritative' && request.effects ? noting(request.effects, found) : null,
    deferred: [],
    found,
  };
}

/** The same effects; what was published is written down. */
function noting(effects: NodeEffects, found: RunFindings): NodeEffects {
  return {
    notify: (message) => effects.notify(message),
    setThumbnail: (image) => effects.setThumbnail(image),
    async publish(asset) {
      const published = await effects.publish(asset);
      found.mediaAssetId = published.mediaAssetId;
      return published;
    },
  };
}
