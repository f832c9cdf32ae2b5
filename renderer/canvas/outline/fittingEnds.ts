import type { WorkflowConfig, WorkflowEdge } from '../../../shared/domain/workflow.ts';
import type { PortType } from '../../../shared/domain/portType.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { connectablePorts } from '../document/connectablePorts.ts';
import { displacedBy } from '../document/edits/wire.ts';
import { nodeTitle } from '../document/nodeTitle.ts';
import type { OpenEnd } from '../document/openEnd.ts';
import { wireBetween } from '../document/wireBetween.ts';

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
    const found = connectablePorts(config, catalogue, open, node.id);
    refused += found.refused;
    for (const { name, label, types } of found.ports) {
      const { target } = wireBetween(open, { node: node.id, port: name });
      ends.push({
        ...{ node: node.id, port: name, portLabel: label, types },
        title: titles.get(node.id)!,
        replaces: replacedBy(config, catalogue, target, titles),
      });
    }
  }
  return { ends, refused };
}

function replacedBy(
  config: WorkflowConfig,
  catalogue: NodeCatalogue,
  target: WorkflowEdge['target'],
  titles: ReadonlyMap<string, string>,
): string | null {
  const [displaced] = displacedBy(config, catalogue, target);
  if (displaced === undefined) return null;
  const { source } = config.edges.find(({ id }) => id === displaced)!;
  return titles.get(source.node) ?? source.node;
}
