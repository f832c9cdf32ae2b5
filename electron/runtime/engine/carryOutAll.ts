import { AppError } from '../../../shared/errors/appError.ts';
import { type NodeEnd, carryOut } from './carryOut.ts';
import { endUndelivered } from './deferredEffects.ts';
import type { GraphRun } from './graphRun.ts';
import type { GraphNode } from './preparedGraph.ts';

/** Every node to its end, however the others end. */
export async function carryOutAll(run: GraphRun): Promise<Map<string, NodeEnd>> {
  const ends = new Map<string, Promise<NodeEnd>>();
  for (const node of run.graph.nodes) ends.set(node.id, carryOut(run, node, sourcesOf(node, ends)));
  // Nodes never reject; but when their states cannot even be told (the drive is full), the run ends with that.
  await Promise.allSettled(ends.values());
  const all = await Promise.all(ends.values());
  return new Map([...ends.keys()].map((id, index) => [id, all[index]!]));
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

/**
 * Every node gave what it should. Effects that were put off are given up otherwise.
 * @throws AppError `app.cancelled`, or the error of the first node that failed
 */
export function demandSuccess(run: GraphRun, ends: ReadonlyMap<string, NodeEnd>): void {
  const aborted = run.request.signal.aborted;
  const cancelled = aborted || [...ends.values()].some((end) => end.kind === 'missing' && end.cancelled);
  if (cancelled || run.found.failures.length > 0) endUndelivered(run, run.deferred);
  if (cancelled) throw new AppError('app.cancelled', 'The run was cancelled.');
  throwFirstFailure(run);
}

export function throwFirstFailure({ found }: GraphRun): void {
  const [failure] = found.failures;
  if (failure) throw failure;
}
