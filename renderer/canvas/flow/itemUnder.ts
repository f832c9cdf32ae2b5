import type { FlowDrawing } from './FlowDrawing.svelte.ts';
import { type Hit, hitTest } from './hitTest.ts';
import type { Point } from '../geometry/rectangle.ts';

/** So near to a wire, in pixels, is on it. */
const REACH_PX = 8;

/** What of the document an event is about. What is not made of elements, as in the overview, is found by its place. */
export function itemUnder(target: EventTarget | null, drawing: FlowDrawing, at: Point): Hit | null {
  const element = target instanceof Element ? target : null;
  const named = (attribute: string): string | null =>
    element?.closest(`[${attribute}]`)?.getAttribute(attribute) ?? null;
  const node = named('data-node');
  if (node !== null) return { kind: 'nodes', id: node };
  const note = named('data-note');
  if (note !== null) return { kind: 'notes', id: note };
  const wire = element?.closest('.svelte-flow__edge')?.getAttribute('data-id') ?? named('data-wire');
  if (wire) return { kind: 'edges', id: wire };
  const frame = named('data-frame');
  if (frame !== null) return { kind: 'frames', id: frame };
  const { camera } = drawing;
  const isPainted = camera.level === 'overview' || drawing.isFilling;
  return isPainted ? hitTest(drawing.placed, camera.toDocument(at), REACH_PX / camera.viewport.zoom) : null;
}
