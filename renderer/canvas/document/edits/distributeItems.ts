import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../../shared/graph/nodeCatalogue.ts';
import type { Attempt } from '../edit.ts';
import type { Selection } from '../selection.ts';
import { movesOf, selectedBoxes } from './boxes.ts';
import { moveItems } from './moveItems.ts';

const axes = {
  horizontal: { at: 'x', length: 'width', label: 'Distribute horizontally' },
  vertical: { at: 'y', length: 'height', label: 'Distribute vertically' },
} as const;

/** Makes the gaps between the items equal. The outermost two stay, as far as whole units allow. */
export function distributeItems(
  config: WorkflowConfig,
  selection: Selection,
  direction: keyof typeof axes,
  catalogue: Pick<NodeCatalogue, 'get'>,
): Attempt {
  const { at, length, label } = axes[direction];
  const boxes = selectedBoxes(config, selection, catalogue).toSorted((a, b) => a[at] - b[at]);
  if (boxes.length < 3) return { ok: false, reason: 'Select three or more items to distribute them.' };
  const first = boxes[0]!;
  const last = boxes.at(-1)!;
  const filled = boxes.reduce((sum, box) => sum + box[length], 0);
  // Items that overlap have a negative gap: they stay in their order and overlap alike.
  const gap = (last[at] + last[length] - first[at] - filled) / (boxes.length - 1);
  let next = first[at];
  const places = boxes.map((box) => {
    const place = { box, x: box.x, y: box.y, [at]: box === last ? last[at] : Math.round(next) };
    next += box[length] + gap;
    return place;
  });
  return { ok: true, edit: moveItems(movesOf(places), label) };
}
