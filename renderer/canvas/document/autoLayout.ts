import type { ELK } from 'elkjs/lib/elk-api.js';
import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { columnLayout } from './columnLayout.ts';
import { anchored, elkGraph } from './layoutGraph.ts';

/** Above this the layered layout takes longer than anyone waits. */
const MOST_NODES = 400;
/** Milliseconds. */
const PATIENCE = 8000;

/** Makes the engine that arranges; ended with `terminateWorker`. */
export type ElkSource = () => Promise<ELK>;

/** In a worker of its own: arranging hundreds of nodes takes seconds. Its code is loaded when it is asked for. */
const workerElk: ElkSource = async () => {
  const { default: Elk } = await import('elkjs/lib/elk-api.js');
  return new Elk({
    workerFactory: () => new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' }),
  });
};

/**
 * Where each node goes so that everything flows from left to right and wires cross as little as possible. Large
 * workflows, and those for which that takes too long, get a block of columns instead, one a step.
 */
export async function autoLayout(
  config: Pick<WorkflowConfig, 'nodes' | 'edges'>,
  catalogue: Pick<NodeCatalogue, 'get'>,
  { elk = workerElk, patience = PATIENCE }: { elk?: ElkSource; patience?: number } = {},
): Promise<Map<string, { x: number; y: number }>> {
  const arranged = config.nodes.length > MOST_NODES ? null : await arrange(config, catalogue, elk, patience);
  return anchored(config, arranged ?? columnLayout(config, catalogue));
}

/** null = it failed, or took too long. */
async function arrange(
  config: Pick<WorkflowConfig, 'nodes' | 'edges'>,
  catalogue: Pick<NodeCatalogue, 'get'>,
  source: ElkSource,
  patience: number,
): Promise<Map<string, { x: number; y: number }> | null> {
  let engine: ELK | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    engine = await source();
    const patienceEnds = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), patience);
    });
    const answer = await Promise.race([engine.layout(elkGraph(config, catalogue)), patienceEnds]);
    if (answer === null) return null;
    return new Map((answer.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    engine?.terminateWorker();
  }
}
