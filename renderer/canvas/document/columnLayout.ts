import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import { layOut } from '../../../shared/graph/layOut.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { boxesOf } from './edits/boxes.ts';
import { BETWEEN_COLUMNS, BETWEEN_NODES, type Positions } from './layoutGraph.ts';

type Graph = Pick<WorkflowConfig, 'nodes' | 'edges'>;

/** Something that takes room and is put somewhere later. */
interface Piece {
  readonly width: number;
  readonly height: number;
  readonly place: (x: number, y: number) => void;
}

/** Width to height of what is seen at once. */
const SHAPE = 16 / 10;
/** Up to here a column is one, however little stands beside it. */
const TALL = 1600;
/** Up to here a chain is one row; beyond, one that is so many times as wide as it is high is not. */
const WIDE = 6400;
const STRIP = 8;

/**
 * One column a step, as the plain layout has it, with as much room in it as the nodes take. What hangs together stands
 * together. What would be one endless column or row is broken, so that all of it is a block that can be overlooked.
 */
export function columnLayout(graph: Graph, catalogue: Pick<NodeCatalogue, 'get'>): Positions {
  const positions: Positions = new Map();
  const boxes = new Map(boxesOf({ nodes: graph.nodes }, catalogue, { pictures: true }).map((box) => [box.id, box]));
  const componentOf = components(graph);
  const columns = new Map<number, Map<number, Piece[]>>();
  for (const { id, position } of layOut(graph)) {
    const { width, height } = boxes.get(id)!;
    const own = entry(columns, componentOf.get(id)!, () => new Map<number, Piece[]>());
    entry(own, position.x, () => []).push({ width, height, place: (x, y) => positions.set(id, { x, y }) });
  }
  const blocks = [...columns.values()].map((own) => block([...own].toSorted(([a], [b]) => a - b)));
  inLines(blocks, 'across', Math.max(WIDE, SHAPE * heightOfBlock(blocks))).place(0, 0);
  return positions;
}

/** What hangs together, by its columns from left to right. */
function block(columns: readonly (readonly [x: number, nodes: readonly Piece[]])[]): Piece {
  const all = columns.flatMap(([, nodes]) => nodes);
  const high = Math.max(TALL, heightOfBlock(all));
  const pieces = columns.map(([, nodes]) => inLines(nodes, 'down', high));
  const row = inLines(pieces, 'across', Infinity);
  return row.width > STRIP * row.height ? inLines(pieces, 'across', Math.max(WIDE, SHAPE * high)) : row;
}

/** Of all pieces side by side in the shape of a screen. */
function heightOfBlock(pieces: readonly Piece[]): number {
  const areas = pieces.map(({ width, height }) => (width + BETWEEN_COLUMNS) * (height + BETWEEN_NODES));
  return Math.sqrt(areas.reduce((sum, area) => sum + area, 0) / SHAPE);
}

/** One piece after another across or down; where that gets longer than `room`, in several lines beside each other. */
function inLines(pieces: readonly Piece[], way: 'across' | 'down', room: number): Piece {
  const [along, beside] = way === 'across' ? (['width', 'height'] as const) : (['height', 'width'] as const);
  const gap = { width: BETWEEN_COLUMNS, height: BETWEEN_NODES };
  const places: { piece: Piece; x: number; y: number }[] = [];
  let [at, line, thickness, length] = [0, 0, 0, 0];
  for (const piece of pieces) {
    if (at > 0 && at + piece[along] > room) [at, line, thickness] = [0, line + thickness + gap[beside], 0];
    places.push(way === 'across' ? { piece, x: at, y: line } : { piece, x: line, y: at });
    length = Math.max(length, at + piece[along]);
    thickness = Math.max(thickness, piece[beside]);
    at += piece[along] + gap[along];
  }
  const reach = line + thickness;
  return {
    ...(way === 'across' ? { width: length, height: reach } : { width: reach, height: length }),
    place: (x, y) => places.forEach((each) => each.piece.place(x + each.x, y + each.y)),
  };
}

/** A number for what hangs together, by node. */
function components({ nodes, edges }: Graph): Map<string, number> {
  const neighbours = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { source, target } of edges) {
    neighbours.get(source.node)?.push(target.node);
    neighbours.get(target.node)?.push(source.node);
  }
  const found = new Map<string, number>();
  for (const [index, { id: first }] of nodes.entries()) {
    if (found.has(first)) continue;
    const ahead = [first];
    for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
      if (found.has(id)) continue;
      found.set(id, index);
      for (const neighbour of neighbours.get(id) ?? []) ahead.push(neighbour);
    }
  }
  return found;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
