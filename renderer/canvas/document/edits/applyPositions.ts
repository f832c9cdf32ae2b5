import type { Edit } from '../edit.ts';
import { moveItems } from './moveItems.ts';

/** Puts nodes where a layout says, by id. */
export function applyPositions(positions: ReadonlyMap<string, { x: number; y: number }>, label: string): Edit {
  return moveItems({ nodes: positions }, label);
}
