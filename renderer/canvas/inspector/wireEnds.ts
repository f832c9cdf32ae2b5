import type { WorkflowConfig, WorkflowEdge } from '../../../shared/domain/workflow.ts';
import type { PortType } from '../../../shared/domain/portType.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { nodeTitle } from '../document/nodeTitle.ts';

interface WireEnd {
  readonly nodeId: string;
  /** The node's name; null = the wire ends at a node that is not there. */
  readonly node: string | null;
  readonly port: string;
  /** What the port is for; '' = it is not known. */
  readonly description: string;
}

interface WireEnds {
  readonly source: WireEnd;
  readonly target: WireEnd;
  /** What flows; null = the port that it comes from is not known. */
  readonly type: PortType | null;
}

/** Both ends of a wire, as people call them. */
export function wireEnds(
  { nodes }: Pick<WorkflowConfig, 'nodes'>,
  catalogue: Pick<NodeCatalogue, 'get'>,
  { source, target }: WorkflowEdge,
): WireEnds {
  const end = ({ node: nodeId, port }: WorkflowEdge['source'], side: 'inputs' | 'outputs') => {
    const node = nodes.find(({ id }) => id === nodeId);
    const known = node && catalogue.get(node.type)?.[side].find(({ name }) => name === port);
    const words = {
      nodeId,
      port,
      node: node ? nodeTitle(node, catalogue) : null,
      description: known?.description ?? '',
    };
    return { words, type: known?.types[0] ?? null };
  };
  const from = end(source, 'outputs');
  return { source: from.words, target: end(target, 'inputs').words, type: from.type };
}
