import { join } from 'node:path';
import type { ArtifactKeeper, GraphRunRequest } from '../contracts/engine.ts';
import type { NodeOutputs, SubjectFacets } from '../contracts/node.ts';
import { checkOutputs } from './checkOutputs.ts';
import { executeWithFaults, faultsAt } from './faults.ts';
import type { GivenInputs, GivenOutputs, GivenValue } from './givenInputs.ts';
import { nodeContext } from './nodeContext.ts';
import type { NodeVoice } from './nodeVoice.ts';
import type { GraphNode } from './preparedGraph.ts';
import { withinTimeLimit } from './timeLimit.ts';
import { valueHash } from './valueHash.ts';

/**
 * Executes one node within its time and takes what it gives into the artifact store, checked.
 * @throws AppError of the node, `graph.node_timeout`, `graph.output_invalid`, `graph.injected_fault`, `app.cancelled`
 */
export async function runNode(
  request: GraphRunRequest,
  facets: SubjectFacets,
  work: { node: GraphNode; inputs: GivenInputs; voice: NodeVoice },
): Promise<GivenOutputs> {
  const { node, inputs, voice } = work;
  const { execute } = node.registered;
  if (!execute) throw new Error(`The validator let node ${node.id} pass, which has no executor.`);
  // Ids may differ by case only, and some are no file names everywhere: the rank tells them apart and makes them harmless.
  const folder = join(request.folder, 'nodes', `${node.rank}-${node.id}`);
  const services = request.services(folder);
  const faults = faultsAt(node, request.faults);
  const run = (signal: AbortSignal): Promise<NodeOutputs> =>
    execute(nodeContext({ node, inputs, facets, request, services, folder, signal, sink: voice }));
  const limit = {
    label: node.label,
    seconds: request.nodeSeconds[node.registered.spec.resource],
    signal: request.signal,
  };
  const outputs = await withinTimeLimit(limit, (signal) =>
    faults.length === 0 ? run(signal) : executeWithFaults({ node, faults, voice, folder, signal, execute: run }),
  );
  return keepOutputs(await checkOutputs(node, outputs), request.artifacts);
}

async function keepOutputs(outputs: NodeOutputs, artifacts: ArtifactKeeper): Promise<GivenOutputs> {
  const kept = new Map<string, GivenValue>();
  for (const [port, value] of Object.entries(outputs)) {
    const files = [];
    for (const file of value.files) files.push(await artifacts.put(file));
    const stored = { ...value, files };
    kept.set(port, { value: stored, hash: valueHash(stored) });
  }
  return kept;
}
