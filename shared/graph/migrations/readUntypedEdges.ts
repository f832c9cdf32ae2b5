import type { WorkflowEdge, WorkflowNode } from '../../domain/workflow.ts';
import type { WorkflowProblem } from '../../domain/workflowProblem.ts';
import { isRecord } from '../isRecord.ts';
import type { NodeCatalogue } from '../nodeCatalogue.ts';
import { showValue } from '../showValue.ts';
import { workflowProblem } from '../workflowProblem.ts';
import { inferPorts } from './inferPorts.ts';
import type { Json, MigrationLedger } from './migrationLedger.ts';

interface Graph {
  readonly byId: ReadonlyMap<string, WorkflowNode>;
  /** Id in the source, as text -> id in the config. */
  readonly ids: ReadonlyMap<string, string>;
  readonly catalogue: NodeCatalogue;
}

interface Ends {
  /** Which keys of the source were read. */
  readonly keys: string[];
  readonly from: WorkflowNode;
  readonly to: WorkflowNode;
  readonly sourcePort: string | null;
  readonly targetPort: string | null;
}

const fromKeys = ['from', 'source'];
const toKeys = ['to', 'target'];
const sourcePortKeys = ['from_port', 'source_port', 'sourceHandle'];
const targetPortKeys = ['to_port', 'target_port', 'targetHandle'];

/** Edges without ports, with the ports that their types leave to be understood. The rest is kept verbatim. */
export function readUntypedEdges(
  list: readonly Json[],
  graph: Graph,
  ledger: MigrationLedger,
): { edges: WorkflowEdge[]; problems: WorkflowProblem[] } {
  const edges: WorkflowEdge[] = [];
  const incoming = new Map<string, WorkflowEdge[]>();
  const problems: WorkflowProblem[] = [];
  for (const [index, entry] of list.entries()) {
    const path = ['edges', index];
    const keepAside = (reason: string) => ledger.keptInList('edges', path, entry, reason);
    const ends = readEnds(entry, graph);
    if (typeof ends === 'string') {
      keepAside(ends);
      continue;
    }
    const ports = portsOf(ends, graph, incoming.get(ends.to.id) ?? []);
    if ('reason' in ports) {
      keepAside(ports.reason);
      continue;
    }
    const edge = {
      id: `e${edges.length + 1}`,
      source: { node: ends.from.id, port: ports.source },
      target: { node: ends.to.id, port: ports.target },
    };
    edges.push(edge);
    incoming.set(ends.to.id, [...(incoming.get(ends.to.id) ?? []), edge]);
    const line = `edges.${edge.id}: ${edge.source.node}.${edge.source.port} -> ${edge.target.node}.${edge.target.port}`;
    const choice = ports.others.length === 0 ? '' : ` (it could have been ${ports.others.join(', ')})`;
    for (const key of ends.keys) ledger.mapped([...path, key], `${line}${choice}`);
    if (ports.others.length > 0) problems.push(ambiguous(edge, `${line}${choice}`, index));
    const strange = Object.keys(entry as object).filter((key) => !ends.keys.includes(key));
    if (strange.length > 0) keepAside(`It is mapped as ${edge.id}; an edge has no ${strange.join(', ')}.`);
  }
  return { edges, problems };
}

/** The nodes at both ends, or why there are none. */
function readEnds(entry: Json, { byId, ids }: Graph): Ends | string {
  if (!isRecord(entry)) return 'It is no edge.';
  const keyOf = (keys: readonly string[]) => keys.find((key) => Object.hasOwn(entry, key));
  const [fromKey, toKey] = [keyOf(fromKeys), keyOf(toKeys)];
  if (fromKey === undefined || toKey === undefined) return 'It does not say where it begins and ends.';
  const nodeAt = (key: string) => byId.get(ids.get(String(entry[key])) ?? '');
  const [from, to] = [nodeAt(fromKey), nodeAt(toKey)];
  if (from === undefined) return `There is no node ${showValue(entry[fromKey])}.`;
  if (to === undefined) return `There is no node ${showValue(entry[toKey])}.`;
  const portKeys = [keyOf(sourcePortKeys), keyOf(targetPortKeys)].filter(
    (key): key is string => key !== undefined && typeof entry[key] === 'string',
  );
  const portAt = (keys: readonly string[]) => {
    const key = portKeys.find((name) => keys.includes(name));
    return key === undefined ? null : (entry[key] as string);
  };
  const keys = [fromKey, toKey, ...portKeys];
  return { keys, from, to, sourcePort: portAt(sourcePortKeys), targetPort: portAt(targetPortKeys) };
}

function portsOf({ from, to, sourcePort, targetPort }: Ends, { catalogue }: Graph, atTarget: readonly WorkflowEdge[]) {
  const source = catalogue.get(from.type);
  const target = catalogue.get(to.type);
  if (source === null || target === null) {
    const unknown = source === null ? from : to;
    return { reason: `Node ${unknown.id} is of an unknown type ${showValue(unknown.type)}, so its ports are unknown.` };
  }
  return inferPorts(
    {
      source: { id: from.id, definition: source },
      target: { id: to.id, definition: target },
      ...{ sourcePort, targetPort },
    },
    atTarget,
  );
}

function ambiguous(edge: WorkflowEdge, line: string, index: number): WorkflowProblem {
  const place = { edgeId: edge.id, nodeId: edge.target.node, port: edge.target.port } as const;
  return workflowProblem(
    'migration.ambiguous_port',
    `An edge without ports fits in several ways: ${line}.`,
    'Look at the edge on the canvas, and connect it elsewhere if it meant another input.',
    { ...place, field: `edges[${index}]`, severity: 'warning' },
  );
}
