import { aliveInstances } from '../persistence/instanceLock.ts';
import type { Comparators } from '../runtime/contracts/comparators.ts';
import type { GraphEngine, NodeResultStore } from '../runtime/contracts/engine.ts';
import type { NodeCatalogue } from '../../shared/graph/nodeCatalogue.ts';
import type { GatherTools } from '../services/gatherOrder.ts';
import { createGraphRunner } from '../services/graphRunner.ts';
import type { MediaService } from '../services/mediaService.ts';
import type { NodeServiceTools } from '../services/nodeServices.ts';
import type { NoticeService } from '../services/noticeService.ts';
import { ObservationLifecycle } from '../services/observationLifecycle.ts';
import { ObservationRunner } from '../services/observationRunner.ts';
import type { OutputTypeService } from '../services/outputTypeService.ts';
import { createPreviewService, type PreviewService } from '../services/previewService.ts';
import { ProgressBoard } from '../services/progressBoard.ts';
import { recoverRuns } from '../services/recoverRuns.ts';
import { RunExecutor } from '../services/runExecutor.ts';
import { RunLifecycle } from '../services/runLifecycle.ts';
import { RunLogBook } from '../services/runLogBook.ts';
import { createRunNotifier, createRunPublisher } from '../services/runPublisher.ts';
import { RunQueue } from '../services/runQueue.ts';
import type { RunService } from '../services/runService.ts';
import { createRunService } from '../services/runService.ts';
import type { ServiceContext } from '../services/serviceContext.ts';
import type { RuntimeOptions } from './runtimeOptions.ts';

/** What orders are carried out with. */
export type RunTools = NodeServiceTools &
  GatherTools &
  Pick<NodeServiceTools, 'materials' | 'templates'> & {
    readonly comparators: Comparators;
    readonly catalogue: NodeCatalogue;
    readonly engine: GraphEngine | null;
    readonly results: NodeResultStore;
    readonly outputTypes: OutputTypeService;
    readonly notices: NoticeService;
    readonly mediaService: MediaService;
  };

export interface JoinedRuns {
  readonly runs: RunService;
  readonly queue: RunQueue;
  readonly previews: PreviewService;
  readonly log: RunLogBook;
  /** Puts runs right whose owner is gone; those that `isBusy` are this process's own. */
  recover(isBusy: (runId: string) => boolean): void;
}

/** Joins everything between an order and its delivery: queue, modes, observers, recovery. Takes up no work yet. */
export function joinRuns(context: ServiceContext, tools: RunTools, runtime: RuntimeOptions): JoinedRuns {
  const { outputTypes, notices, workflows } = tools;
  const reporting = {
    progress: new ProgressBoard(context),
    log: new RunLogBook(context),
    nameOf: (id: string) => context.repositories.workflows.nameOf(id),
  };
  const lifecycle = new RunLifecycle(context, reporting);
  const observations = new ObservationLifecycle(context, reporting);
  const publisher = createRunPublisher(context, tools);
  const notifier = createRunNotifier(notices);
  const faults = runtime.faults ?? [];
  const working = { ...tools, ...reporting, publisher, notifier, faults };
  const graph = createGraphRunner(context, { ...working, nodeSeconds: runtime.nodeSeconds ?? null });
  const executor = new RunExecutor(context, { ...working, graph, notices, lifecycle });
  const observerSeconds = runtime.observerSeconds ?? null;
  const observer = new ObservationRunner(context, { ...working, graph, observations, observerSeconds });
  const recover = (isBusy: (runId: string) => boolean): void =>
    recoverRuns(context, { lifecycle, observations, notices }, aliveInstances(context.folders.home), isBusy);
  const queue = new RunQueue(context, { executor, observer, recover, progress: reporting.progress });
  const runs = createRunService(context, {
    ...{ outputTypes, queue, lifecycle, media: tools.mediaService, observer, observations, workflows, ...reporting },
  });
  const previews = createPreviewService(context, { ...tools, graph });
  return { runs, queue, previews, log: reporting.log, recover };
}
