import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../../shared/graph/nodeCatalogue.ts';
import { boundsOf, type Rectangle } from '../../geometry/rectangle.ts';
import type { Attempt } from '../edit.ts';
import type { Selection } from '../selection.ts';
import { type Box, movesOf, selectedBoxes } from './boxes.ts';
import { moveItems } from './moveItems.ts';

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';

/** Where a box goes within the bounds of all. */
const places: Record<Alignment, (box: Box, bounds: Rectangle) => { x: number; y: number }> = {
  left: ({ y }, bounds) => ({ x: bounds.x, y }),
  centre: ({ y, width }, bounds) => ({ x: bounds.x + Math.round((bounds.width - width) / 2), y }),
  right: ({ y, width }, bounds) => ({ x: bounds.x + bounds.width - width, y }),
  top: ({ x }, bounds) => ({ x, y: bounds.y }),
  middle: ({ x, height }, bounds) => ({ x, y: bounds.y + Math.round((bounds.height - height) / 2) }),
  bottom: ({ x, height }, bounds) => ({ x, y: bounds.y + bounds.height - height }),
};

/** Brings the edges or the middles of what is selected to one line, at the bounds of all. */
export function alignItems(
  config: WorkflowConfig,
  selection: Selection,
  how: Alignment,
  catalogue: Pick<NodeCatalogue, 'get'>,
): Attempt {
  const boxes = selectedBoxes(config, selection, catalogue);
  const bounds = boundsOf(boxes);
  if (bounds === null || boxes.length < 2) return { ok: false, reason: 'Select two or more items to align them.' };
  const moves = movesOf(boxes.map((box) => ({ box, ...places[how](box, bounds) })));
  return { ok: true, edit: moveItems(moves, `Align ${how}`) };
}
