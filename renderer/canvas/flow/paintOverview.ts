import type { Selection } from '../document/selection.ts';
import type { CanvasInks } from './canvasInks.ts';
import type { Shift } from './flowItems.ts';
import { type PlacedDocument, type PlacedNode, type PlacedWire, titleOf } from './placeDocument.ts';
import { overlaps, type Point, type Rectangle } from '../geometry/rectangle.ts';
import type { StatusTable } from './statusTable.ts';
import { paintStatus } from './statusMark.ts';
import { wireCurve } from './wirePath.ts';

export interface Overview {
  readonly placed: PlacedDocument;
  readonly selection: Selection;
  readonly shift: Shift | null;
  /** The wire that what is being dragged would be inserted into. */
  readonly landing: string | null;
  readonly statuses: StatusTable;
  readonly inks: CanvasInks;
}

/** What part of the document is painted, and how many pixels its unit takes. */
export interface Section {
  readonly area: Rectangle;
  readonly zoom: number;
}

/** Titles and glyphs are as large as on every other screen, whatever the zoom; a block without room for them has none. */
const FONT_PX = 11;
const LINE_PX = 13;
/** A title beside the glyph has at least so much room. */
const BESIDE_PX = 80;
const GLYPH_PX = 12;
const PADDING_PX = 4;

/** Paints the document from far away: blocks in the colour of their status, wires in that of their type. */
export function paintOverview(paint: CanvasRenderingContext2D, overview: Overview, { area, zoom }: Section): void {
  const { placed, inks } = overview;
  paint.save();
  paint.translate(-area.x * zoom, -area.y * zoom);
  paint.scale(zoom, zoom);
  for (const frame of placed.frames.values()) {
    const at = moved(frame, overview.shift?.frames.has(frame.id) ? overview.shift : null);
    if (overlaps(at, area)) paintFrame(paint, { ...frame, ...at }, overview, zoom);
  }
  paintWires(paint, overview, { area, zoom });
  paint.fillStyle = inks.note;
  for (const note of placed.notes.values()) {
    const at = moved(note, overview.shift?.notes.has(note.id) ? overview.shift : null);
    if (overlaps(at, area)) paint.fillRect(at.x, at.y, at.width, at.height);
  }
  for (const node of placed.nodes.values()) {
    const at = moved(node, overview.shift?.nodes.has(node.id) ? overview.shift : null);
    if (overlaps(at, area)) paintNode(paint, node, at, overview, zoom);
  }
  paint.restore();
}

function moved({ x, y, width, height }: Rectangle, by: Point | null): Rectangle {
  return { x: x + (by?.x ?? 0), y: y + (by?.y ?? 0), width, height };
}

function paintFrame(
  paint: CanvasRenderingContext2D,
  frame: Rectangle & { id: string; title: string },
  { inks, selection }: Overview,
  zoom: number,
): void {
  const { x, y, width, height } = frame;
  paint.fillStyle = inks.panel;
  paint.fillRect(x, y, width, height);
  paint.lineWidth = (selection.frames.has(frame.id) ? 2 : 1) / zoom;
  paint.strokeStyle = selection.frames.has(frame.id) ? inks.select : inks.frame;
  paint.strokeRect(x, y, width, height);
  paintText(paint, frame.title, { x, y: y + 4 / zoom, width, ink: inks.textSoft, zoom, font: inks.font });
}

/** All wires of a colour are one path: the colour is set thirteen times instead of once a wire. */
function paintWires(paint: CanvasRenderingContext2D, overview: Overview, { area, zoom }: Section): void {
  const { placed, shift, selection, inks, landing } = overview;
  const byInk = new Map<string, Path2D>();
  const marked = new Path2D();
  for (const wire of placed.wires.values()) {
    const [from, to] = wireEnds(wire, shift);
    const isMoved = from !== wire.from || to !== wire.to;
    if (!isMoved && !overlaps(wire.bounds, area) && wire.bounds.height > 0) continue;
    const ink = (wire.type === null ? undefined : inks.ports[wire.type]) ?? inks.frame;
    const path = byInk.get(ink) ?? new Path2D();
    byInk.set(ink, path);
    trace(path, from, to);
    if (selection.edges.has(wire.id) || wire.id === landing) trace(marked, from, to);
  }
  paint.lineWidth = Math.max(1.6, 0.8 / zoom);
  paint.globalAlpha = 0.55;
  for (const [ink, path] of byInk) {
    paint.strokeStyle = ink;
    paint.stroke(path);
  }
  paint.globalAlpha = 1;
  paint.lineWidth = 3 / zoom;
  paint.strokeStyle = inks.select;
  paint.stroke(marked);
}

function wireEnds({ edge, from, to }: PlacedWire, shift: Shift | null): [Point, Point] {
  const end = (at: Point, node: string): Point =>
    shift?.nodes.has(node) ? { x: at.x + shift.x, y: at.y + shift.y } : at;
  return [end(from, edge.source.node), end(to, edge.target.node)];
}

function trace(path: Path2D, from: Point, to: Point): void {
  const [start, first, second, end] = wireCurve(from, to);
  path.moveTo(start.x, start.y);
  path.bezierCurveTo(first.x, first.y, second.x, second.y, end.x, end.y);
}

function paintNode(
  paint: CanvasRenderingContext2D,
  node: PlacedNode,
  { x, y, width, height }: Rectangle,
  { inks, selection, statuses }: Overview,
  zoom: number,
): void {
  const status = statuses.get(node.id) ?? 'waiting';
  const { ink, fill } = inks.status[status];
  const isSelected = selection.nodes.has(node.id);
  paint.fillStyle = fill;
  paint.fillRect(x, y, width, height);
  paint.lineWidth = (isSelected ? 2.5 : 1) / zoom;
  paint.strokeStyle = isSelected ? inks.select : status === 'waiting' ? inks.line : ink;
  paint.strokeRect(x, y, width, height);
  const [room, tall] = [width * zoom, height * zoom];
  if (room < GLYPH_PX + 2 * PADDING_PX || tall < GLYPH_PX + 2) return;
  const size = GLYPH_PX / zoom;
  const padding = PADDING_PX / zoom;
  paintStatus(paint, status, { x: x + padding, y: y + padding / 2, size, ink, cut: fill });
  const left = x + padding + size;
  const line = { ink: inks.text, zoom, font: inks.font };
  const title = titleOf(node);
  if ((x + width - left) * zoom >= BESIDE_PX) {
    return paintText(paint, title, { ...line, x: left, y: y + padding / 2, width: x + width - left });
  }
  // Too narrow for a title beside the glyph: below it, a word a line.
  const rows = Math.floor((tall - GLYPH_PX - PADDING_PX) / LINE_PX);
  const words = title.split(' ');
  const lines = words.length <= rows ? words : [...words.slice(0, rows - 1), words.slice(rows - 1).join(' ')];
  lines.slice(0, Math.max(0, rows)).forEach((word, row) => {
    const below = y + padding / 2 + size + (row * LINE_PX) / zoom;
    paintText(paint, word, { ...line, x, y: below, width });
  });
}

interface Line extends Point {
  readonly width: number;
  readonly ink: string;
  readonly zoom: number;
  readonly font: string;
}

/** As much of a text as the width has room for; nothing when that is less than a few letters. */
function paintText(paint: CanvasRenderingContext2D, text: string, { x, y, width, ink, zoom, font }: Line): void {
  const room = width * zoom - 2 * PADDING_PX;
  if (room < 3 * FONT_PX) return;
  paint.save();
  paint.translate(x, y);
  paint.scale(1 / zoom, 1 / zoom);
  paint.font = `500 ${FONT_PX}px ${font}`;
  paint.textBaseline = 'top';
  paint.fillStyle = ink;
  paint.fillText(fitted(text, Math.floor(room / (FONT_PX * 0.55))), PADDING_PX, 0.5);
  paint.restore();
}

/** Measuring a thousand titles costs more than painting them: letters are taken for equally wide. */
function fitted(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}…`;
}
