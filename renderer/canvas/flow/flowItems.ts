import type { Edge, Node } from '@xyflow/svelte';
import { Position } from '@xyflow/svelte';
import type { Selection } from '../document/selection.ts';
import type { Nearby } from './nearby.ts';
import type { PlacedNode, PlacedWire } from './placeDocument.ts';
import type { Point } from './rectangle.ts';

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

/** Width and height of the area around the middle of a port that takes the pointer. */
const HANDLE = 20;

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
      const nodes = [
        ...near.nodes.map((placed) => nodeOf(placed, false, shown)),
        ...near.ends.map((placed) => nodeOf(placed, true, shown)),
      ];
      nodesBefore = new Map(nodes.map((node) => [node.id, node]));
      return nodes;
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
      return edges;
    },
  };
}

function cardNode(placed: PlacedNode, isEnd: boolean): FlowNode {
  const { id, x, y, width, height, geometry } = placed;
  const handle = (type: 'source' | 'target') => {
    const position = type === 'source' ? Position.Right : Position.Left;
    return ([port, at]: [string, Point]) => ({
      ...{ id: port, type, position, width: HANDLE, height: HANDLE },
      ...{ x: at.x - HANDLE / 2, y: at.y - HANDLE / 2 },
    });
  };
  return {
    ...{ id, type: 'card', data: { placed, isEnd }, position: { x, y } },
    ...{ width, height, measured: { width, height } },
    handles: [...[...geometry.inputs].map(handle('target')), ...[...geometry.outputs].map(handle('source'))],
    ariaRole: isEnd ? 'presentation' : 'group',
    domAttributes: {
      // Svelte Flow looks every node up by this name to measure it. All is known already, so it finds none.
      'data-id': `card-${id}`,
      ...(isEnd ? {} : { tabindex: -1, 'aria-labelledby': cardNameId(id), 'data-node': id }),
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
