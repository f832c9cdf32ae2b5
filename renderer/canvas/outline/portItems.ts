import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import type { WorkflowEdge, WorkflowNode } from '../../../shared/domain/workflow.ts';
import type { OpenEnd } from '../document/openEnd.ts';
import type { OutlineItem } from './outlineItem.ts';

interface Wiring {
  /** The wires that end at this side of the node, in the order of the config. */
  readonly edges: readonly WorkflowEdge[];
  /** Node and port at the other side of a wire, in words. */
  readonly wordsOf: (end: WorkflowEdge['source'], side: 'inputs' | 'outputs') => string;
}

/** The ports of one side of a node, also those that only wires know of, each with where its wires lead. */
export function portItems(
  node: WorkflowNode,
  definition: NodeDefinition | null,
  direction: OpenEnd['direction'],
  { edges, wordsOf }: Wiring,
): OutlineItem[] {
  const here = direction === 'output' ? 'source' : 'target';
  const ports = (direction === 'output' ? definition?.outputs : definition?.inputs) ?? [];
  const unknown = [...new Set(edges.map((edge) => edge[here].port))].filter(
    (name) => !ports.some((port) => port.name === name),
  );
  const item = (name: string, label: string, unwired: string): OutlineItem => {
    const wires = edges.filter((edge) => edge[here].port === name);
    const id = `${node.id}/${direction}/${name}`;
    const lines = wires.map((edge) => wireItem(edge, direction, wordsOf));
    const [first, ...others] = lines;
    const several = others.length > 0;
    return {
      ...{ id, label, severity: null },
      detail: first === undefined ? unwired : several ? `${lines.length} wires` : first.label,
      subject: {
        kind: 'port',
        end: { node: node.id, port: name, direction },
        edges: wires.map((edge) => edge.id),
      },
      // One wire is told on the line of the port; there is no need to open it.
      children: several ? lines : [],
    };
  };
  return [
    ...ports.map(({ name, label, required }) =>
      item(name, label, direction === 'input' && required ? 'not connected, required' : 'not connected'),
    ),
    ...unknown.map((name) => item(name, `${name}, which ${definition?.label ?? node.type} does not have`, '')),
  ];
}

function wireItem(edge: WorkflowEdge, direction: OpenEnd['direction'], wordsOf: Wiring['wordsOf']): OutlineItem {
  const isOutput = direction === 'output';
  const other = isOutput ? edge.target : edge.source;
  return {
    id: `${edge.id}/${direction}`,
    label: `${isOutput ? 'to' : 'from'} ${wordsOf(other, isOutput ? 'inputs' : 'outputs')}`,
    ...{ detail: '', severity: null, children: [] },
    subject: { kind: 'wire', edgeId: edge.id, toNode: other.node },
  };
}
