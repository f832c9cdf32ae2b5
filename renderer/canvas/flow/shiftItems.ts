import { emptySelection, type Selection } from '../document/selection.ts';
import type { Edit } from '../document/edit.ts';
import { moveItems } from '../document/edits/moveItems.ts';
import type { Shift } from './flowItems.ts';
import { gridStep } from '../geometry/nodeGeometry.ts';
import type { PlacedDocument } from './placeDocument.ts';
import { liesInside, type Point, type Rectangle } from '../geometry/rectangle.ts';

type Moved = Omit<Shift, 'x' | 'y'>;

/** What moves when a selection is dragged: a frame takes along what lies in it as a whole. */
export function movedBy(placed: PlacedDocument, { nodes, frames, notes }: Selection): Moved {
  const within = (items: Iterable<Rectangle & { id: string }>, frame: Rectangle, own: string | null): string[] =>
    [...items].filter((item) => item.id !== own && liesInside(item, frame)).map(({ id }) => id);
  const moved = { nodes: new Set(nodes), frames: new Set(frames), notes: new Set(notes) };
  for (const id of frames) {
    const frame = placed.frames.get(id);
    if (!frame) continue;
    for (const node of within(placed.nodes.values(), frame, null)) moved.nodes.add(node);
    for (const note of within(placed.notes.values(), frame, null)) moved.notes.add(note);
    for (const inner of within(placed.frames.values(), frame, id)) moved.frames.add(inner);
  }
  return moved;
}

/** How far all move, so that the one that was taken hold of comes to lie on the grid; `free` leaves the grid out. */
export function shiftOf(taken: Point, by: Point, free: boolean): Point {
  if (free) return { x: Math.round(by.x), y: Math.round(by.y) };
  const onGrid = (value: number): number => Math.round(value / gridStep) * gridStep;
  return { x: onGrid(taken.x + by.x) - taken.x, y: onGrid(taken.y + by.y) - taken.y };
}

/** The drag as one step of undo. */
export function shiftEdit(placed: PlacedDocument, shift: Shift): Edit {
  const to = (items: ReadonlyMap<string, Point>, ids: ReadonlySet<string>): Map<string, { x: number; y: number }> =>
    new Map(
      [...ids].flatMap((id) => {
        const item = items.get(id);
        return item ? [[id, { x: item.x + shift.x, y: item.y + shift.y }] as const] : [];
      }),
    );
  return moveItems({
    nodes: to(placed.nodes, shift.nodes),
    frames: to(placed.frames, shift.frames),
    notes: to(placed.notes, shift.notes),
  });
}

/** A click on an item: it alone, or with Ctrl or Shift as well as what is selected, or no longer. */
export function selectedByClick(
  before: Selection,
  { kind, id }: { readonly kind: keyof Selection; readonly id: string },
  adds: boolean,
): Selection {
  if (!adds) return { ...emptySelection, [kind]: new Set([id]) };
  const ids = new Set(before[kind]);
  if (!ids.delete(id)) ids.add(id);
  return { ...before, [kind]: ids };
}
