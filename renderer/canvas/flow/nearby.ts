import type { PlacedDocument, PlacedNode, PlacedWire } from './placeDocument.ts';
import { grown, overlaps, type Rectangle } from './rectangle.ts';

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

export interface Nearby {
  readonly nodes: readonly PlacedNode[];
  readonly wires: readonly PlacedWire[];
  /** Nodes outside that wires lead to: these have to be known, and are not drawn. */
  readonly ends: readonly PlacedNode[];
}

/** What lies in an area, and the wires that touch it. `always` are nodes that are drawn wherever they are. */
export function nearby(placed: PlacedDocument, area: Rectangle, always: ReadonlySet<string>): Nearby {
  const nodes = new Map<string, PlacedNode>();
  for (const node of placed.nodes.values()) if (always.has(node.id) || overlaps(node, area)) nodes.set(node.id, node);
  const wires: PlacedWire[] = [];
  const ends = new Map<string, PlacedNode>();
  for (const wire of placed.wires.values()) {
    const { source, target } = wire.edge;
    // A level wire has no height: it is grown by its stroke.
    const isDrawn = nodes.has(source.node) || nodes.has(target.node) || overlaps(grown(wire.bounds, 1), area);
    if (!isDrawn) continue;
    wires.push(wire);
    for (const end of [source.node, target.node]) {
      const node = placed.nodes.get(end);
      if (node && !nodes.has(end)) ends.set(end, node);
    }
  }
  return { nodes: [...nodes.values()], wires, ends: [...ends.values()] };
}
