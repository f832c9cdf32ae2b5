import type { WorkflowConfig, WorkflowEdge } from '../../../shared/domain/workflow.ts';
import type { PortType } from '../../../shared/domain/portType.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import type { OpenEnd } from '../document/openEnd.ts';
import { canConnect } from '../document/edits/canConnect.ts';
import { nodeTitle } from '../document/nodeTitle.ts';

/** A port that an open end may be connected to. */
export interface FittingEnd {
  readonly node: string;
  readonly port: string;
  readonly title: string;
  readonly portLabel: string;
  readonly types: readonly PortType[];
  /** Where the wire comes from that gives way; null = none does. */
  readonly replaces: string | null;
}

/** The two ends of the wire that would lead from the open end to another port. */
export function wireBetween(open: OpenEnd, other: WorkflowEdge['source']): Pick<WorkflowEdge, 'source' | 'target'> {
  const own = { node: open.node, port: open.port };
  const end = { node: other.node, port: other.port };
  return open.direction === 'output' ? { source: own, target: end } : { source: end, target: own };
}

/** All ports of other nodes that the open end may be connected to, in the order of the config; and how many may not be. */
export function fittingEnds(
  config: WorkflowConfig,
  catalogue: NodeCatalogue,
  open: OpenEnd,
): { ends: FittingEnd[]; refused: number } {
  const ends: FittingEnd[] = [];
  let refused = 0;
  const titles = new Map(config.nodes.map((node) => [node.id, nodeTitle(node, catalogue)]));
  for (const node of config.nodes) {
    if (node.id === open.node) continue;
    const definition = catalogue.get(node.type);
    for (const port of (open.direction === 'output' ? definition?.inputs : definition?.outputs) ?? []) {
      const { source, target } = wireBetween(open, { node: node.id, port: port.name });
      if (!canConnect(config, catalogue, source, target).ok) {
        refused += 1;
        continue;
      }
      ends.push({
        ...{ node: node.id, port: port.name, portLabel: port.label, types: port.types },
        title: titles.get(node.id)!,
        replaces: replacedBy(config, catalogue, target, titles),
      });
    }
  }
  return { ends, refused };
}

function replacedBy(
  { nodes, edges }: WorkflowConfig,
  catalogue: NodeCatalogue,
  target: WorkflowEdge['target'],
  titles: ReadonlyMap<string, string>,
): string | null {
  const type = nodes.find(({ id }) => id === target.node)?.type ?? '';
  if (catalogue.get(type)?.inputs.find(({ name }) => name === target.port)?.multiple !== false) return null;
  const taken = edges.find((edge) => edge.target.node === target.node && edge.target.port === target.port);
  return taken === undefined ? null : (titles.get(taken.source.node) ?? taken.source.node);
}
