import type { Writing } from '../canvas.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import type { FlowDrawing } from './FlowDrawing.svelte.ts';
import { frameTitleHeight } from './hitTest.ts';
import { leastWithElements } from './zoomLevel.ts';

/** Enough of the title of a frame to see where one writes. */
const TITLE = { width: 240, height: frameTitleHeight } as const;

function placeOf({ placed }: FlowDrawing, { kind, id }: Writing): Rectangle | undefined {
  if (kind === 'note') return placed.notes.get(id);
  const frame = placed.frames.get(id);
  return frame && { ...frame, ...TITLE };
}

/** Brings what is written in into sight, from afar at once and as near as it takes: keys are on their way to it. */
export function showWriting(drawing: FlowDrawing, writing: Writing): void {
  const { camera } = drawing;
  const place = placeOf(drawing, writing);
  if (!place) return;
  if (camera.level === 'overview') camera.jump(camera.around(place, leastWithElements));
  else camera.include(place);
}
