import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../../shared/graph/nodeCatalogue.ts';
import { connectablePorts } from '../connectablePorts.ts';
import type { Attempt } from '../edit.ts';
import { lookUp } from '../graphLookup.ts';
import { nodeTitle } from '../nodeTitle.ts';
import { connectPorts } from './connectPorts.ts';
import { displacedBy } from './wire.ts';

/** Wires two nodes where their ports cannot be seen: the first output of the left one that a free input of the right takes. */
export function connectNodes(
  config: WorkflowConfig,
  catalogue: NodeCatalogue,
  ids: readonly [string, string],
): Attempt {
  const nodes = ids.map((id) => lookUp(config).node(id)).filter((node) => node !== null);
  const [left, right] = nodes.toSorted((a, b) => a.position.x - b.position.x);
  if (left === undefined || right === undefined) return { ok: false, reason: 'It takes two nodes.' };
  const attempt = first(config, catalogue, left.id, right.id) ?? first(config, catalogue, right.id, left.id);
  const [from, to] = [nodeTitle(left, catalogue), nodeTitle(right, catalogue)];
  return attempt ?? { ok: false, reason: `No output of ${from} fits a free input of ${to}` };
}

function first(config: WorkflowConfig, catalogue: NodeCatalogue, from: string, to: string): Attempt | null {
  const outputs = catalogue.get(lookUp(config).node(from)?.type ?? '')?.outputs ?? [];
  for (const { name } of outputs) {
    const source = { node: from, port: name };
    const { ports } = connectablePorts(config, catalogue, { ...source, direction: 'output' }, to);
    const free = ports.find((port) => displacedBy(config, catalogue, { node: to, port: port.name }).size === 0);
    if (free !== undefined) return connectPorts(config, catalogue, source, { node: to, port: free.name });
  }
  return null;
}
