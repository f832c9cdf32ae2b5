import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import { downstreamOf } from '../../../../shared/graph/downstreamOf.ts';
import type { NodeCatalogue } from '../../../../shared/graph/nodeCatalogue.ts';
import { liesInside, overlaps, type Rectangle } from '../../geometry/rectangle.ts';
import { type Box, boxesOf } from './boxes.ts';
import { nextGridLine } from './snap.ts';

type Catalogue = Pick<NodeCatalogue, 'get'>;

/** Nearer than this, a node hides the ports of its neighbour. */
const NEAR = 16;
/** So far apart they are brought then: wires need it. */
const ROOM = 40;

/** A node that was put on a wire, and the nodes at the ends that the wire had. */
interface Inserted {
  readonly node: string;
  readonly source: string;
  readonly target: string;
}

/**
 * Where a node that was put on a wire would cover an end of it, it goes to the right of where the wire begins, and all that
 * comes after it goes to the right as far as needed. Frames go along with what they hold, or grow.
 */
export function makeRoom(draft: WorkflowConfig, catalogue: Catalogue, inserted: Inserted): void {
  const nodes = new Map(boxesOf({ nodes: draft.nodes }, catalogue, { pictures: true }).map((box) => [box.id, box]));
  const [box, source, target] = [inserted.node, inserted.source, inserted.target].map((id) => nodes.get(id));
  // A wire that leads back to the left has its room elsewhere.
  if (!box || !source || !target || target.x <= source.x) return;

  const x = isCramped(source, box) ? nextGridLine(source.x + source.width + ROOM) : box.x;
  const placed = { ...box, x };
  const by = isCramped(placed, target) ? nextGridLine(x + box.width + ROOM - target.x) : 0;
  // A circle leads back to where the wire begins, which stays.
  for (const end of [box, source]) nodes.delete(end.id);
  const left = Math.min(x, target.x);
  const after = downstreamOf(draft, [box.id]);
  const followers = [...nodes.values()].filter((each) => after.has(each.id) && each.x >= left);
  const moved = by === 0 ? new Set<string>() : withPushed(followers, { nodes, placed, left, by });
  if (moved.size > 0) moveFrames(draft, catalogue, moved, by);
  for (const node of draft.nodes) {
    if (node.id === box.id) node.position.x = x;
    else if (moved.has(node.id)) node.position.x += by;
  }
}

/** Whether `right` begins before it is clear of `left`, at the same height. */
function isCramped(left: Rectangle, right: Rectangle): boolean {
  const isBeside = left.y < right.y + right.height && right.y < left.y + left.height;
  return isBeside && right.x < left.x + left.width + NEAR;
}

interface Push {
  readonly nodes: ReadonlyMap<string, Box>;
  readonly placed: Box;
  /** Nothing that begins before is pushed. */
  readonly left: number;
  readonly by: number;
}

/** What is moved, and what stands where it goes: that is pushed along. */
function withPushed(first: readonly Box[], { nodes, placed, left, by }: Push): Set<string> {
  const moved = new Set(first.map(({ id }) => id));
  const ahead: Rectangle[] = [placed, ...first.map((box) => ({ ...box, x: box.x + by }))];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    for (const [id, box] of nodes) {
      if (moved.has(id) || box.x < left || !overlaps(at, box)) continue;
      moved.add(id);
      ahead.push({ ...box, x: box.x + by });
    }
  }
  return moved;
}

/** A frame of which all goes along goes along, with its notes; one of which some goes is as much wider. */
function moveFrames(draft: WorkflowConfig, catalogue: Catalogue, moved: ReadonlySet<string>, by: number): void {
  const boxes = boxesOf(draft, catalogue);
  const along: Rectangle[] = [];
  for (const frame of boxes.filter(({ kind }) => kind === 'frames')) {
    const held = boxes.filter((box) => box.kind === 'nodes' && liesInside(box, frame));
    if (!held.some(({ id }) => moved.has(id))) continue;
    const drafted = draft.frames!.find(({ id }) => id === frame.id)!;
    if (held.every(({ id }) => moved.has(id))) {
      drafted.position.x += by;
      along.push(frame);
    } else {
      drafted.size.width += by;
    }
  }
  for (const note of boxes.filter(({ kind }) => kind === 'notes')) {
    if (!along.some((frame) => liesInside(note, frame))) continue;
    draft.notes!.find(({ id }) => id === note.id)!.position.x += by;
  }
}
