import type { ElkNode, LayoutOptions } from 'elkjs/lib/elk-api.js';
import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { boxesOf } from './edits/boxes.ts';
import { snap } from './edits/snap.ts';
import { nodeGeometry } from '../geometry/nodeGeometry.ts';
import { boundsOf } from '../geometry/rectangle.ts';

type Graph = Pick<WorkflowConfig, 'nodes' | 'edges'>;
export type Positions = Map<string, { x: number; y: number }>;

/** Free room between columns, which the wires need, and between the nodes of one. */
export const BETWEEN_COLUMNS = 72;
export const BETWEEN_NODES = 40;

const options: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.layered.spacing.nodeNodeBetweenLayers': String(BETWEEN_COLUMNS),
  'elk.spacing.nodeNode': String(BETWEEN_NODES),
  'elk.spacing.componentComponent': String(BETWEEN_COLUMNS),
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  // Of two arrangements with as few crossings the one nearer to the order of the document: the same every time.
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
};

/** The graph as ELK takes it: every node with the room for its picture, every port where it is drawn. */
export function elkGraph(graph: Graph, catalogue: Pick<NodeCatalogue, 'get'>): ElkNode {
  const ports = new Set<string>();
  const children = boxesOf({ nodes: graph.nodes }, catalogue, { pictures: true }).map(
    ({ id, width, height }, index) => {
      const geometry = nodeGeometry(catalogue.get(graph.nodes[index]!.type));
      const sides = [
        ['WEST', 'in', geometry.inputs],
        ['EAST', 'out', geometry.outputs],
      ] as const;
      return {
        ...{ id, width, height, layoutOptions: { 'elk.portConstraints': 'FIXED_POS' } },
        ports: sides.flatMap(([side, prefix, points]) =>
          [...points].map(([name, { x, y }]) => {
            const port = `${id}.${prefix}.${name}`;
            ports.add(port);
            return { ...{ id: port, x, y, width: 0, height: 0 }, layoutOptions: { 'elk.port.side': side } };
          }),
        ),
      };
    },
  );
  const known = new Set(graph.nodes.map(({ id }) => id));
  const end = (node: string, prefix: 'in' | 'out', port: string) => {
    const id = `${node}.${prefix}.${port}`;
    return [ports.has(id) ? id : node];
  };
  return {
    id: 'workflow.root',
    layoutOptions: options,
    children,
    edges: graph.edges
      .filter(({ source, target }) => known.has(source.node) && known.has(target.node))
      .map(({ id, source, target }) => ({
        id: `wire.${id}`,
        sources: end(source.node, 'out', source.port),
        targets: end(target.node, 'in', target.port),
      })),
  };
}

/** On the grid, with the upper left corner of all where it was before: what one looks at stays in sight. */
export function anchored(graph: Graph, positions: ReadonlyMap<string, { x: number; y: number }>): Positions {
  const asPoint = ({ x, y }: { x: number; y: number }) => ({ x, y, width: 0, height: 0 });
  const before = boundsOf(graph.nodes.map(({ position }) => asPoint(position)));
  const after = boundsOf([...positions.values()].map(asPoint));
  if (before === null || after === null) return new Map();
  return new Map(
    [...positions].map(([id, { x, y }]) => [id, snap({ x: x - after.x + before.x, y: y - after.y + before.y })]),
  );
}
