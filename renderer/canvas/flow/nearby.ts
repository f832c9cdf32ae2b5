import type { PlacedDocument, PlacedNode, PlacedWire } from './placeDocument.ts';
import { grown, overlaps, type Rectangle } from '../geometry/rectangle.ts';

/** A document of no more nodes than these is drawn as a whole, wherever the view is. */
export const mostCards = 150;

/** What is drawn is decided for squares of this length, so that it changes seldom while the view moves. */
const CHUNK = 384;
const MARGIN = 96;

/** The part of the document that is kept drawn for what is seen: more than that, in whole squares. */
export function drawnArea(seen: Rectangle): Rectangle {
  const { x, y, width, height } = grown(seen, MARGIN);
  const floor = (value: number): number => Math.floor(value / CHUNK) * CHUNK;
  const ceil = (value: number): number => Math.ceil(value / CHUNK) * CHUNK;
  return { x: floor(x), y: floor(y), width: ceil(x + width) - floor(x), height: ceil(y + height) - floor(y) };
}

/** A node as it is near: drawn, or only known because a wire leads to it. */
export interface NearNode {
  readonly placed: PlacedNode;
  readonly isEnd: boolean;
}

export interface Nearby {
  /** In the order of the document: elements that never change places are never laid out anew. */
  readonly nodes: readonly NearNode[];
  readonly wires: readonly PlacedWire[];
}

/** What lies in an area, and the wires that touch it. `always` are nodes that are drawn wherever they are. */
export function nearby(placed: PlacedDocument, area: Rectangle, always: (nodeId: string) => boolean): Nearby {
  const drawn = new Set<string>();
  for (const node of placed.nodes.values()) if (overlaps(node, area) || always(node.id)) drawn.add(node.id);
  const isTouching = (wire: PlacedWire): boolean => {
    const { source, target } = wire.edge;
    // A level wire has no height: it is grown by its stroke.
    return drawn.has(source.node) || drawn.has(target.node) || overlaps(grown(wire.bounds, 1), area);
  };
  return withEnds(placed, [...placed.wires.values()].filter(isTouching), drawn);
}

/** The same with no more cards than `made`: a wire comes with the first of its cards. */
export function onlyMade(placed: PlacedDocument, near: Nearby, made: ReadonlySet<string>): Nearby {
  const drawn = new Set<string>();
  const later = new Set<string>();
  for (const { placed: node, isEnd } of near.nodes) if (!isEnd) (made.has(node.id) ? drawn : later).add(node.id);
  const wires = near.wires.filter(({ edge: { source, target } }) => {
    const waits = later.has(source.node) || later.has(target.node);
    return !waits || drawn.has(source.node) || drawn.has(target.node);
  });
  return withEnds(placed, wires, drawn);
}

function withEnds(placed: PlacedDocument, wires: readonly PlacedWire[], drawn: ReadonlySet<string>): Nearby {
  const ends = new Set(wires.flatMap(({ edge }) => [edge.source.node, edge.target.node]));
  const nodes: NearNode[] = [];
  for (const node of placed.nodes.values()) {
    if (drawn.has(node.id)) nodes.push({ placed: node, isEnd: false });
    else if (ends.has(node.id)) nodes.push({ placed: node, isEnd: true });
  }
  return { nodes, wires };
}
