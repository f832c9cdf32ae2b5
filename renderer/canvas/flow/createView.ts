import type { Canvas, CanvasView } from '../canvas.ts';
import type { Selection } from '../document/selection.ts';
import type { FlowDrawing } from './FlowDrawing.svelte.ts';
import { boundsOf, overlaps, type Rectangle } from '../geometry/rectangle.ts';

/** So large a node is shown when it is gone to from far away: everything on it can be read. */
const READABLE = 0.8;

/** What the rest of the canvas can ask of the drawing. `host` is the element that holds it. */
export function createView(canvas: Canvas, drawing: FlowDrawing, host: () => HTMLElement | undefined): CanvasView {
  const { camera } = drawing;
  const corner = (): { x: number; y: number } => host()?.getBoundingClientRect() ?? { x: 0, y: 0 };

  function fit(): void {
    camera.fit(drawing.bounds, drawing.placed.nodes.size);
  }

  return {
    get zoom() {
      return camera.viewport.zoom;
    },
    fit,
    fitSelection() {
      const box = boundsOf(selectedBoxes(drawing, canvas.editor.selection));
      if (box === null) fit();
      else camera.fit(box, drawing.nodes.length);
    },
    reveal(nodeId) {
      const node = drawing.placed.nodes.get(nodeId);
      if (!node) return;
      const isFar = camera.level === 'overview';
      camera.reveal(node, drawing.nodes.length, isFar ? READABLE : camera.viewport.zoom);
    },
    zoomTo: (zoom) => camera.zoomTo(zoom),
    findAgain() {
      const { nodes, frames, notes } = drawing.placed;
      const items = [...nodes.values(), ...frames.values(), ...notes.values()];
      if (!items.some((item) => overlaps(item, camera.seen))) fit();
    },
    pointer() {
      const { width, height } = camera.size;
      return camera.toDocument(drawing.pointer ?? { x: width / 2, y: height / 2 });
    },
    toClient(point) {
      const { x, y } = camera.toDrawing(point);
      return { x: x + corner().x, y: y + corner().y };
    },
    toDocument: ({ x, y }) => camera.toDocument({ x: x - corner().x, y: y - corner().y }),
    focus: () => host()?.focus({ preventScroll: true }),
  };
}

function selectedBoxes({ placed }: FlowDrawing, { nodes, edges, frames, notes }: Selection): Rectangle[] {
  return [
    ...[...nodes].map((id) => placed.nodes.get(id)),
    ...[...edges].map((id) => placed.wires.get(id)?.bounds),
    ...[...frames].map((id) => placed.frames.get(id)),
    ...[...notes].map((id) => placed.notes.get(id)),
  ].filter((box) => box !== undefined);
}
