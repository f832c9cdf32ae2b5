import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../../shared/graph/nodeCatalogue.ts';
import { liesInside } from '../../geometry/rectangle.ts';
import type { Edit } from '../edit.ts';
import type { Selection } from '../selection.ts';
import { boxesOf, movesOf } from './boxes.ts';
import { moveItems } from './moveItems.ts';

/**
 * Moves the selection by a distance; as when it is dragged, a frame takes along what lies in it as a whole. A key that
 * repeats is one step of undo.
 */
export function nudge(
  config: WorkflowConfig,
  selection: Selection,
  dx: number,
  dy: number,
  catalogue: Pick<NodeCatalogue, 'get'>,
): Edit {
  const boxes = boxesOf(config, catalogue);
  const frames = boxes.filter(({ kind, id }) => kind === 'frames' && selection.frames.has(id));
  const moved = boxes.filter(
    (box) => selection[box.kind].has(box.id) || frames.some((frame) => liesInside(box, frame)),
  );
  const places = moved.map((box) => ({ box, x: box.x + dx, y: box.y + dy }));
  return { ...moveItems(movesOf(places)), merge: 'nudge' };
}
