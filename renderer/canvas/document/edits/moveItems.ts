import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import type { Edit } from '../edit.ts';
import { countOf } from './countOf.ts';

type Positions = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

interface Moves {
  readonly nodes?: Positions;
  readonly frames?: Positions;
  readonly notes?: Positions;
}

/** Puts nodes, frames and notes where the maps say, by id. */
export function moveItems(moves: Moves, label?: string): Edit {
  const { nodes, frames, notes } = moves;
  const count = countOf({ nodes: nodes?.size ?? 0, frames: frames?.size ?? 0, notes: notes?.size ?? 0 });
  return {
    label: label ?? `Move ${count}`,
    change(draft) {
      place(draft.nodes, nodes);
      place(draft.frames, frames);
      place(draft.notes, notes);
    },
  };
}

function place(items: Pick<WorkflowConfig['nodes'][number], 'id' | 'position'>[] | undefined, to?: Positions): void {
  if (items === undefined || to === undefined || to.size === 0) return;
  for (const item of items) {
    const position = to.get(item.id);
    if (position !== undefined) item.position = { x: position.x, y: position.y };
  }
}
