import { join } from 'node:path';
import { AppError } from '../../shared/errors/appError.ts';
import type { CoreFields } from '../../shared/domain/run.ts';
import type { ArtifactStore } from '../media/artifactStore.ts';
import type { DispatchOrder, Notifier, Publisher } from '../runtime/contracts/dispatch.ts';
import type {
  ArtifactKeeper,
  GraphEngine,
  GraphReporter,
  GraphRunOutcome,
  InjectedFault,
  NodeResultStore,
} from '../runtime/contracts/engine.ts';
import type { NodeOutputs } from '../runtime/contracts/node.ts';
import type { RunWorkflow } from '../runtime/contracts/runWorkflow.ts';
import { createGraphEffects } from './graphEffects.ts';
import { createGraphReporter } from './graphReporter.ts';
import { createNodeServices, type NodeServiceTools } from './nodeServices.ts';
import type { ReporterTools } from './runReporter.ts';
import type { ServiceContext } from './serviceContext.ts';

/**
 * Limits of last resort, for what hangs beside Blender: each try of a Blender job has its own. A node may wait for a
 * Blender that others use, and tries up to three times; one without Blender may read a STEP file again.
 */
const TRIES = 3;
const BLENDER_SLACK_SECONDS = 1800;
const CPU_SLACK_SECONDS = 60;

export interface GraphRunnerTools extends NodeServiceTools, ReporterTools {
  /** null = this build has no graph engine. */
  readonly engine: GraphEngine | null;
  readonly results: NodeResultStore;
  readonly publisher: Publisher;
  readonly notifier: Notifier;
  readonly faults: readonly InjectedFault[];
  /** Takes the place of the limit of the output type. */
  readonly nodeSeconds: number | null;
}

export interface GraphRunner {
  readonly available: boolean;
  /** The graph delivers. Rejects with the error of its first failed node; then nothing was published, or it was. */
  deliver(order: DispatchOrder, signal: AbortSignal): Promise<{ mediaAssetId: string }>;
  /** The graph runs beside the order line: no effects, nothing reused, own folder. */
  observe(
    order: DispatchOrder,
    folder: string,
    signal: AbortSignal,
    onCore: (fields: Partial<CoreFields>) => void,
  ): Promise<GraphRunOutcome>;
  /** The graph runs up to one node: no effects; results are shared with runs that deliver. Answers what the node gives. */
  preview(
    order: DispatchOrder,
    target: { readonly nodeId: string; readonly reporter: GraphReporter },
    signal: AbortSignal,
  ): Promise<NodeOutputs>;
}

/** Keeps files of node outputs in the artifact store. */
export function createArtifactKeeper(artifacts: ArtifactStore): ArtifactKeeper {
  return {
    async put(file) {
      const stored = await artifacts.put(file.path, file.extension);
      return { ...file, path: stored.path, sha256: stored.sha256, bytes: stored.bytes };
    },
  };
}

function demandWorkflow(order: DispatchOrder): RunWorkflow {
  if (order.workflow) return order.workflow;
  throw new AppError('workflow.unknown', `${order.outputType.name} names no workflow.`);
}

function demandEngine(engine: GraphEngine | null): GraphEngine {
  if (engine) return engine;
  throw new AppError('graph.engine_missing', 'This build has no graph engine.');
}

/** Runs workflow graphs: for orders, with authority or as an observer, and to look at what a node gives. */
export function createGraphRunner(context: ServiceContext, tools: GraphRunnerTools): GraphRunner {
  const artifacts = createArtifactKeeper(tools.artifacts);

  function limits({ outputType }: DispatchOrder): { cpu: number; blender: number } {
    const { nodeSeconds: said } = tools;
    return {
      cpu: said ?? context.settings.get().cadTimeLimitSeconds + CPU_SLACK_SECONDS,
      blender: said ?? TRIES * outputType.renderer.wallSeconds + BLENDER_SLACK_SECONDS,
    };
  }

  function request(order: DispatchOrder, folder: string, reporter: GraphReporter, signal: AbortSignal) {
    return {
      order,
      folder,
      reporter,
      signal,
      artifacts,
      workflow: demandWorkflow(order),
      services: createNodeServices(context, tools, order),
      faults: tools.faults,
      clock: context.clock,
      nodeSeconds: limits(order),
      applicationVersion: context.version,
    };
  }

  return {
    available: tools.engine !== null,
    async deliver(order, signal) {
      const engine = demandEngine(tools.engine);
      const reporter = createGraphReporter(context, tools, { id: order.runId, folder: order.folder }, null);
      const onPublished = (outputPath: string): void => reporter.core({ outputPath });
      try {
        const { mediaAssetId } = await engine.run({
          ...request(order, join(order.folder, 'graph'), reporter, signal),
          authority: 'authoritative',
          reuse: order.reuse,
          effects: createGraphEffects(context, { ...tools, onPublished }, order),
          results: tools.results,
        });
        if (mediaAssetId !== null) return { mediaAssetId };
        throw new AppError('graph.output_invalid', 'The graph ended without having published anything.');
      } finally {
        reporter.flush();
      }
    },
    async observe(order, folder, signal, onCore) {
      const engine = demandEngine(tools.engine);
      const reporter = createGraphReporter(context, tools, { id: order.runId, folder: order.folder }, onCore);
      try {
        return await engine.run({
          ...request(order, folder, reporter, signal),
          // What it makes stays in its own folder and goes with it.
          artifacts: { put: async (file) => file },
          authority: 'observer',
          reuse: 'fresh',
          effects: null,
          results: null,
        });
      } finally {
        reporter.flush();
      }
    },
    async preview(order, { nodeId, reporter }, signal) {
      const engine = demandEngine(tools.engine);
      const { results } = tools;
      return engine.preview({ ...request(order, order.folder, reporter, signal), upTo: nodeId, results });
    },
  };
}
