import type { Edge, Node } from '@xyflow/svelte';
import { Position } from '@xyflow/svelte';
import type { Selection } from '../document/selection.ts';
import type { Nearby } from './nearby.ts';
import type { PlacedNode, PlacedWire } from './placeDocument.ts';
import type { Point } from '../geometry/rectangle.ts';

/** `isEnd`: it is known to Svelte Flow because a wire leads to it, and nothing of it is drawn. */
export type FlowNode = Node<{ placed: PlacedNode; isEnd: boolean }, 'card'>;
export type WireEdge = Edge<{ wire: PlacedWire; near: boolean }, 'wire'>;

/** What of the drawing has changed place by a drag that has not ended yet. */
export interface Shift extends Point {
  readonly nodes: ReadonlySet<string>;
  readonly frames: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
}

interface Shown {
  readonly near: Nearby;
  readonly selection: Selection;
  readonly shift: Shift | null;
}

/**
 * Makes what Svelte Flow is given from what is near the view. Sizes and the places of ports are told, so that it measures
 * nothing, and what did not change keeps its identity, so that it does nothing about it.
 */
export function createFlowItems(): {
  nodes(shown: Shown): FlowNode[];
  edges(shown: Omit<Shown, 'shift'>, titles: (id: string) => string): WireEdge[];
} {
  let nodesBefore = new Map<string, FlowNode>();
  let edgesBefore = new Map<string, WireEdge>();
  let lastNodes: FlowNode[] = [];
  let lastEdges: WireEdge[] = [];

  function nodeOf(placed: PlacedNode, isEnd: boolean, { selection, shift }: Shown): FlowNode {
    const moved = shift?.nodes.has(placed.id) ? shift : { x: 0, y: 0 };
    const [x, y] = [placed.x + moved.x, placed.y + moved.y];
    const selected = selection.nodes.has(placed.id);
    const known = nodesBefore.get(placed.id);
    const isSame =
      known?.data.placed === placed &&
      known.data.isEnd === isEnd &&
      known.position.x === x &&
      known.position.y === y &&
      known.selected === selected;
    if (known && isSame) return known;
    return { ...cardNode(placed, isEnd), position: { x, y }, selected };
  }

  return {
    nodes(shown) {
      const { near } = shown;
      const nodes = near.nodes.map(({ placed, isEnd }) => nodeOf(placed, isEnd, shown));
      nodesBefore = new Map(nodes.map((node) => [node.id, node]));
      lastNodes = sameList(lastNodes, nodes);
      return lastNodes;
    },
    edges({ near, selection }, titles) {
      const edges = near.wires.map((wire) => {
        const { source, target } = wire.edge;
        const selected = selection.edges.has(wire.id);
        const isNear = selection.nodes.has(source.node) || selection.nodes.has(target.node);
        const known = edgesBefore.get(wire.id);
        const isSame = known?.data?.wire === wire && known.selected === selected && known.data.near === isNear;
        return known && isSame ? known : wireEdge(wire, { selected, isNear, titles });
      });
      edgesBefore = new Map(edges.map((edge) => [edge.id, edge]));
      lastEdges = sameList(lastEdges, edges);
      return lastEdges;
    },
  };
}

/** The list from before when the new one holds the same. */
function sameList<T>(before: T[], now: T[]): T[] {
  return before.length === now.length && before.every((item, index) => item === now[index]) ? before : now;
}

function cardNode(placed: PlacedNode, isEnd: boolean): FlowNode {
  const { id, x, y, width, height, geometry } = placed;
  const handle = (type: 'source' | 'target') => {
    const position = type === 'source' ? Position.Right : Position.Left;
    return ([id, at]: [string, Point]) => ({ id, type, position, x: at.x, y: at.y, width: 0, height: 0 });
  };
  return {
    ...{ id, type: 'card', data: { placed, isEnd }, position: { x, y } },
    ...{ width, height, measured: { width, height } },
    handles: [...[...geometry.inputs].map(handle('target')), ...[...geometry.outputs].map(handle('source'))],
    focusable: !isEnd,
    ...(isEnd ? { ariaRole: 'presentation' } : {}),
    domAttributes: {
      // Svelte Flow looks every node up by this name to measure it. All is known already, so it finds none.
      'data-id': `card-${id}`,
      ...(isEnd ? {} : { 'aria-labelledby': cardNameId(id), 'data-node': id }),
    },
  };
}

/** Id of the element that says what a screen reader calls the node. */
export const cardNameId = (nodeId: string): string => `card-name-${nodeId}`;

interface WireLook {
  readonly selected: boolean;
  readonly isNear: boolean;
  readonly titles: (id: string) => string;
}

function wireEdge(wire: PlacedWire, { selected, isNear, titles }: WireLook): WireEdge {
  const { source, target } = wire.edge;
  return {
    ...{ id: wire.id, type: 'wire', data: { wire, near: isNear }, selected },
    ...{ source: source.node, sourceHandle: source.port, target: target.node, targetHandle: target.port },
    ariaLabel: `${wire.type ?? 'Unknown'} from ${titles(source.node)} to ${titles(target.node)}`,
  };
}
