import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../../shared/graph/nodeCatalogue.ts';
import { gridStep } from '../../geometry/nodeGeometry.ts';
import { boundsOf, liesInside, overlaps, type Rectangle } from '../../geometry/rectangle.ts';
import type { Edit } from '../edit.ts';
import { type Box, boxesOf } from './boxes.ts';
import { frameAround } from './frameAround.ts';
import { moveItems } from './moveItems.ts';
import { nextGridLine } from './snap.ts';

type Graph = Pick<WorkflowConfig, 'nodes' | 'frames' | 'notes'>;
type Positions = ReadonlyMap<string, { x: number; y: number }>;

/**
 * Puts nodes where a layout says, by id. Frames go along, and are as large as what they held needs; so do its notes. Other
 * notes stay, and make room where something would come to lie under them.
 */
export function applyPositions(
  config: Graph,
  catalogue: Pick<NodeCatalogue, 'get'>,
  positions: Positions,
  label: string,
): Edit {
  const { frames, notes } = framesAlong(config, catalogue, positions);
  const move = moveItems({ nodes: positions, notes }, label);
  return {
    label,
    change(draft) {
      move.change(draft);
      for (const frame of draft.frames ?? []) Object.assign(frame, frames.get(frame.id));
    },
  };
}

/** Inner frames first: the outer ones hold them where they come to stand. */
function framesAlong(config: Graph, catalogue: Pick<NodeCatalogue, 'get'>, positions: Positions) {
  const before = boxesOf(config, catalogue);
  const roomy = new Map(boxesOf({ nodes: config.nodes }, catalogue, { pictures: true }).map((box) => [box.id, box]));
  const after = new Map<Box, Rectangle>(
    before
      .filter(({ kind }) => kind === 'nodes')
      .map((box) => [box, { ...roomy.get(box.id)!, ...(positions.get(box.id) ?? {}) }]),
  );
  const frames = new Map<string, ReturnType<typeof frameAround>>();
  const notes = new Map<string, { x: number; y: number }>();
  const innerFirst = before.filter(({ kind }) => kind === 'frames').toSorted((a, b) => areaOf(a) - areaOf(b));
  for (const frame of innerFirst) {
    const held = before.filter((box) => box !== frame && liesInside(box, frame));
    const bounds = boundsOf(held.flatMap((box) => (box.kind === 'notes' ? [] : (after.get(box) ?? []))));
    // Places so far out that the room between them is no number leave the frame alone: no file can hold infinity.
    if (bounds === null || !isWithinReach(bounds) || !isWithinReach(frame)) continue;
    const { position, size } = frameAround(bounds);
    const notesHeld = held.filter((box) => box.kind === 'notes' && !after.has(box));
    for (const note of notesHeld) {
      const to = { x: position.x + note.x - frame.x, y: position.y + note.y - frame.y };
      notes.set(note.id, to);
      after.set(note, { ...to, width: note.width, height: note.height });
    }
    // Notes keep their place in the frame, which may lie in its margin: the corner stays.
    const { x, y, width, height } = boundsOf([{ ...position, ...size }, ...notesHeld.map((note) => after.get(note)!)])!;
    frames.set(frame.id, { position: { x, y }, size: { width, height } });
    after.set(frame, { x, y, width, height });
  }
  for (const note of before.filter(({ kind }) => kind === 'notes')) {
    if (after.has(note) || !isWithinReach(note)) continue;
    const place = besideAll(note, before, after);
    after.set(note, place);
    if (place.y !== note.y) notes.set(note.id, { x: place.x, y: place.y });
  }
  return { frames, notes };
}

/** Free room between a note that made room and what it made it for. */
const CLEAR = 3 * gridStep;

/** Below what comes to lie under a note; what a person laid it on may. */
function besideAll(note: Box, before: readonly Box[], after: ReadonlyMap<Box, Rectangle>): Rectangle {
  const laidOn = new Set(before.filter((box) => box !== note && overlaps(box, note)));
  const others = [...after].flatMap(([box, place]) => (laidOn.has(box) || !isWithinReach(place) ? [] : [place]));
  const under = (place: Rectangle): Rectangle[] => others.filter((other) => overlaps(other, place));
  let place: Rectangle = note;
  for (let covered = under(place); covered.length > 0; covered = under(place)) {
    const bottom = Math.max(...covered.map(({ y, height }) => y + height));
    place = { ...place, y: nextGridLine(bottom + CLEAR) };
  }
  return place;
}

/** Farther out a step of the grid is no longer exact. */
const REACH = 2 ** 48;

function isWithinReach({ x, y, width, height }: Rectangle): boolean {
  return [x, y, x + width, y + height].every((place) => Math.abs(place) < REACH);
}

function areaOf({ width, height }: Rectangle): number {
  return width * height;
}
