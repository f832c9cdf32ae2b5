import type { Canvas } from '../canvas.ts';
import type { Edit } from '../document/edit.ts';
import { insertOnEdge } from '../document/edits/insertOnEdge.ts';
import { removeEdges } from '../document/edits/removeEdges.ts';
import { emptySelection, type Selection, selectionSize } from '../document/selection.ts';
import type { FlowDrawing } from './FlowDrawing.svelte.ts';
import { type Hit, itemsIn, wireAt } from './hitTest.ts';
import { itemUnder } from './itemUnder.ts';
import { panAtEdges } from './panAtEdges.ts';
import { followPointer } from './pointerGesture.ts';
import { type Point, rectangleBetween } from '../geometry/rectangle.ts';
import { movedBy, selectedByClick, shiftEdit, shiftOf } from './shiftItems.ts';

interface Parts {
  readonly canvas: Canvas;
  readonly drawing: FlowDrawing;
  /** Space is held. */
  readonly isPanning: boolean;
  /** Aborted when the drawing goes. */
  readonly ended: AbortSignal;
  /** From the window to pixels of the drawing. */
  readonly toDrawing: (client: { readonly clientX: number; readonly clientY: number }) => Point;
}

/** Parts that have a pointer of their own: fields, grips, ports, ends of wires. */
const above = '[data-own-pointer], input, textarea, button, a';
const own = '[data-own-pointer], .svelte-flow__handle, .svelte-flow__edgeupdater, input, textarea, button, a';
/** So near to a wire the middle of a node has to come to be put on it, in units of the document. */
const LANDING = 32;

/**
 * What pressing a button begins. The main one drags an item, pans on the empty canvas, or with Shift draws a box there; the
 * middle one pans everywhere, and so does the main one while Space is held. Drawing wires is Svelte Flow's.
 */
export function pressDrawing(event: PointerEvent, parts: Parts): void {
  const { canvas, drawing, toDrawing, isPanning, ended } = parts;
  if (!event.isPrimary || event.button > 1) return;
  if (event.target instanceof Element && event.target.closest(event.button === 1 ? above : own)) {
    if (!event.altKey || !event.target.closest('[data-wire]')) return;
    // The end of a wire is taken elsewhere without Alt; with it, the wire is cut wherever it is clicked.
    event.stopPropagation();
  }
  if (event.button === 1 || isPanning) return pan(event, parts, () => undefined);
  const hit = itemUnder(event.target, drawing, toDrawing(event));
  if (hit?.kind === 'edges') {
    const isCut = event.altKey;
    followPointer(event, {
      ended,
      move: () => undefined,
      end: () => undefined,
      cancel: () => undefined,
      click() {
        if (isCut) canvas.editor.apply(removeEdges([hit.id]));
        else canvas.editor.select(selectedByClick(canvas.editor.selection, hit, isAdding(event)));
      },
    });
  } else if (hit) {
    dragItem(event, hit, parts);
  } else if (event.shiftKey) {
    drawBox(event, parts);
  } else {
    pan(event, parts, () => {
      if (selectionSize(canvas.editor.selection) > 0) canvas.editor.select(emptySelection);
    });
  }
}

function pan(event: PointerEvent, { drawing: { camera }, ended }: Parts, click: () => void): void {
  const { x, y, zoom } = camera.viewport;
  followPointer(event, {
    ended,
    move: ({ clientX, clientY }) =>
      camera.set({ x: x + clientX - event.clientX, y: y + clientY - event.clientY, zoom: camera.viewport.zoom }),
    end: () => undefined,
    cancel: () => camera.set({ x, y, zoom }),
    click,
  });
}

const isAdding = (event: MouseEvent): boolean => event.shiftKey || event.ctrlKey || event.metaKey;

function dragItem(event: PointerEvent, hit: Hit, { canvas, drawing, toDrawing, ended }: Parts): void {
  const { editor } = canvas;
  const wasSelected = editor.selection[hit.kind].has(hit.id);
  const adds = isAdding(event);
  if (!wasSelected) editor.select(selectedByClick(editor.selection, hit, adds));
  const { placed, camera } = drawing;
  const taken = hit.kind === 'edges' ? null : placed[hit.kind].get(hit.id);
  if (!taken) return;
  const moved = movedBy(placed, editor.selection);
  const loner = lonelyNode(canvas, moved);

  // In the document, as the view may move meanwhile.
  const from = camera.toDocument(toDrawing(event));
  let pointer = { at: toDrawing(event), isFree: false };
  const follow = (): void => {
    const to = camera.toDocument(pointer.at);
    const shift = shiftOf(taken, { x: to.x - from.x, y: to.y - from.y }, pointer.isFree);
    const { shift: last } = drawing;
    if (last?.x === shift.x && last.y === shift.y) return;
    drawing.shift = { ...moved, ...shift };
    drawing.landing = loner === null ? null : landingOf(canvas, drawing, loner);
  };
  const edges = panAtEdges(camera, follow);
  const putBack = (): void => {
    edges.stop();
    drawing.shift = null;
    drawing.landing = null;
  };
  followPointer(event, {
    ended,
    move(to) {
      pointer = { at: toDrawing(to), isFree: to.altKey };
      edges.follow(pointer.at);
      follow();
    },
    end() {
      const { shift, landing } = drawing;
      if (shift && (shift.x !== 0 || shift.y !== 0))
        editor.apply(dropEdit(canvas, shiftEdit(placed, shift), landing, loner));
      putBack();
    },
    cancel: putBack,
    click() {
      putBack();
      if (wasSelected) editor.select(selectedByClick(editor.selection, hit, adds));
    },
  });
}

/** The moved node, when it is the only thing that moves and no wire leads to it: it may be put on one. */
function lonelyNode({ editor }: Canvas, { nodes, frames, notes }: Omit<Selection, 'edges'>): string | null {
  const [only] = nodes;
  if (only === undefined || nodes.size > 1 || frames.size > 0 || notes.size > 0) return null;
  const isWired = editor.config.edges.some(({ source, target }) => source.node === only || target.node === only);
  return isWired ? null : only;
}

/** The wire under the middle of a node that is being moved, when the node fits between its ends. */
function landingOf({ editor }: Canvas, { placed, shift }: FlowDrawing, nodeId: string): string | null {
  const node = placed.nodes.get(nodeId);
  if (!node || !shift) return null;
  const middle = { x: node.x + shift.x + node.width / 2, y: node.y + shift.y + node.height / 2 };
  const wire = wireAt(placed, middle, LANDING, nodeId);
  if (wire === null) return null;
  return insertOnEdge(editor.config, editor.catalogue, wire, { nodeId }).ok ? wire : null;
}

/** The move, and being put on a wire, as one step of undo. */
function dropEdit({ editor }: Canvas, move: Edit, landing: string | null, nodeId: string | null): Edit {
  if (landing === null || nodeId === null) return move;
  const inserted = insertOnEdge(editor.config, editor.catalogue, landing, { nodeId });
  if (!inserted.ok) return move;
  return {
    label: inserted.edit.label,
    change(draft) {
      move.change(draft);
      inserted.edit.change(draft);
    },
  };
}

function drawBox(event: PointerEvent, { canvas, drawing, toDrawing, ended }: Parts): void {
  const { editor } = canvas;
  const before = editor.selection;
  const kept = event.ctrlKey || event.metaKey ? before : emptySelection;
  const { camera } = drawing;
  const corner = camera.toDocument(toDrawing(event));
  let pointer = toDrawing(event);
  const follow = (): void => {
    drawing.box = rectangleBetween(corner, camera.toDocument(pointer));
    const { nodes, frames, notes } = itemsIn(drawing.placed, drawing.box);
    editor.select({
      edges: kept.edges,
      nodes: new Set([...kept.nodes, ...nodes]),
      frames: new Set([...kept.frames, ...frames]),
      notes: new Set([...kept.notes, ...notes]),
    });
  };
  const edges = panAtEdges(camera, follow);
  const putAway = (): void => {
    edges.stop();
    drawing.box = null;
  };
  followPointer(event, {
    ended,
    move(to) {
      pointer = toDrawing(to);
      edges.follow(pointer);
      follow();
    },
    end: putAway,
    cancel() {
      putAway();
      editor.select(before);
    },
    click: () => undefined,
  });
}
