import type { SelectionKind } from '../document/selection.ts';
import type { PlacedDocument, PlacedFrame } from './placeDocument.ts';
import { contains, grown, overlaps, type Point, type Rectangle } from '../geometry/rectangle.ts';
import { distanceToWire } from './wirePath.ts';

export interface Hit {
  readonly kind: SelectionKind;
  readonly id: string;
}

/** Height of the part of a frame that it is taken by; what lies in it stays free for what is in the frame. */
export const frameTitleHeight = 28;

/** What lies topmost at a point: a node, a note, a wire within `reach`, the title of a frame; null = nothing. */
export function hitTest(placed: PlacedDocument, at: Point, reach: number): Hit | null {
  const last = <T extends Rectangle & { id: string }>(items: Iterable<T>): T | null => {
    let found: T | null = null;
    for (const item of items) if (contains(item, at)) found = item;
    return found;
  };
  const node = last(placed.nodes.values());
  if (node) return { kind: 'nodes', id: node.id };
  const note = last(placed.notes.values());
  if (note) return { kind: 'notes', id: note.id };
  const wire = wireAt(placed, at, reach);
  if (wire !== null) return { kind: 'edges', id: wire };
  const frame = last([...placed.frames.values()].map(titleOfFrame));
  return frame ? { kind: 'frames', id: frame.id } : null;
}

function titleOfFrame(frame: PlacedFrame): PlacedFrame {
  return { ...frame, height: Math.min(frame.height, frameTitleHeight) };
}

/** The nearest wire within `reach` of a point; `except` names a node whose own wires do not count. */
export function wireAt(placed: PlacedDocument, at: Point, reach: number, except: string | null = null): string | null {
  let [nearest, found]: [number, string | null] = [reach, null];
  for (const { id, edge, from, to, bounds } of placed.wires.values()) {
    if (edge.source.node === except || edge.target.node === except) continue;
    if (!contains(grown(bounds, reach), at)) continue;
    const distance = distanceToWire(at, from, to);
    if (distance <= nearest) [nearest, found] = [distance, id];
  }
  return found;
}

/** Everything that a box touches. A frame only counts when it lies in the box as a whole: mostly its nodes are meant. */
export function itemsIn(placed: PlacedDocument, box: Rectangle): Record<'nodes' | 'notes' | 'frames', string[]> {
  const touched = (items: Iterable<Rectangle & { id: string }>): string[] =>
    [...items].filter((item) => overlaps(item, box)).map(({ id }) => id);
  const { x, y, width, height } = box;
  return {
    nodes: touched(placed.nodes.values()),
    notes: touched(placed.notes.values()),
    frames: [...placed.frames.values()]
      .filter(
        (frame) =>
          frame.x >= x && frame.y >= y && frame.x + frame.width <= x + width && frame.y + frame.height <= y + height,
      )
      .map(({ id }) => id),
  };
}
