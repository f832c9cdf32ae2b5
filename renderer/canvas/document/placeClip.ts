import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import type { Clip } from './clip.ts';
import type { Edit } from './edit.ts';
import { freeIds } from './edits/freeIds.ts';
import { snap } from './edits/snap.ts';
import { selectionOf } from './selection.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** How far from what stands at the same place already. */
const STEP = 32;

/**
 * Adds a clip under ids that are free, and selects it. Its upper left corner comes to `at`, on the grid; without that
 * it keeps its place, or stands a few steps beside copies of itself. What is in it keeps its distances.
 */
export function placeClip(config: WorkflowConfig, clip: Clip, at: Point | null): Omit<Edit, 'label'> {
  const move = at === null ? besideCopies(config, clip) : cornerTo(clip, at);
  const placed = <T extends { id: string; position: Point }>(items: readonly T[], nextId: () => string): T[] =>
    items.map((item) => ({ ...structuredClone(item), id: nextId(), position: movedBy(item.position, move) }));

  const nodes = placed(clip.nodes, freeIds('n', config.nodes));
  const frames = placed(clip.frames, freeIds('f', config.frames));
  const notes = placed(clip.notes, freeIds('t', config.notes));
  const idOf = new Map(clip.nodes.map(({ id }, index) => [id, nodes[index]!.id]));
  const nextEdge = freeIds('e', config.edges);
  const edges = clip.edges.map(({ source, target }) => ({
    id: nextEdge(),
    source: { node: idOf.get(source.node)!, port: source.port },
    target: { node: idOf.get(target.node)!, port: target.port },
  }));
  return {
    change(draft) {
      draft.nodes.push(...nodes);
      draft.edges.push(...edges);
      if (frames.length > 0) draft.frames = [...(draft.frames ?? []), ...frames];
      if (notes.length > 0) draft.notes = [...(draft.notes ?? []), ...notes];
    },
    select: selectionOf({
      nodes: nodes.map(({ id }) => id),
      frames: frames.map(({ id }) => id),
      notes: notes.map(({ id }) => id),
    }),
  };
}

function itemsOf({ nodes, frames = [], notes = [] }: Pick<WorkflowConfig, 'nodes' | 'frames' | 'notes'>): Point[] {
  return [...nodes, ...frames, ...notes].map(({ position }) => position);
}

function cornerTo(clip: Clip, at: Point): Point {
  const items = itemsOf(clip);
  const to = snap(at);
  return { x: to.x - Math.min(...items.map(({ x }) => x)), y: to.y - Math.min(...items.map(({ y }) => y)) };
}

function besideCopies(config: WorkflowConfig, clip: Clip): Point {
  const taken = new Set(itemsOf(config).map(({ x, y }) => `${x} ${y}`));
  const { x, y } = itemsOf(clip)[0] ?? { x: 0, y: 0 };
  // So far out that a step makes no other number, every place is the same one: there are no more copies than items.
  let steps = 0;
  while (steps < taken.size && taken.has(`${x + steps * STEP} ${y + steps * STEP}`)) steps += 1;
  return { x: steps * STEP, y: steps * STEP };
}

/** Places so far out that adding them up leaves the numbers are brought to the middle: no file can hold infinity. */
function movedBy({ x, y }: Point, by: Point): { x: number; y: number } {
  const finite = (value: number) => (Number.isFinite(value) ? value + 0 : 0);
  return { x: finite(x + by.x), y: finite(y + by.y) };
}
