import type { GraphPreviewRequest } from '../contracts/engine.ts';
import type { NodeOutputs } from '../contracts/node.ts';
import { carryOutAll, demandSuccess } from './carryOutAll.ts';
import { openGraphRun } from './graphRun.ts';
import { preparePart } from './preparedGraph.ts';
import type { Engine } from './runGraph.ts';

/**
 * One node and everything that it takes from, to look at what it gives. Shares slots and kept results with runs that
 * deliver, and has no effect. Errors: see GraphEngine.
 */
export async function previewGraph(engine: Engine, request: GraphPreviewRequest): Promise<NodeOutputs> {
  const graph = preparePart(request, engine.options);
  const run = openGraphRun(engine, { ...request, authority: 'preview', reuse: 'allowed', effects: null }, graph);
  const ends = await carryOutAll(run);
  demandSuccess(run, ends);
  const end = ends.get(request.upTo);
  const outputs = end?.kind === 'given' ? [...end.outputs] : [];
  return Object.fromEntries(outputs.map(([port, { value }]) => [port, value]));
}
