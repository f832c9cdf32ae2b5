import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import type { Edit } from '../edit.ts';
import { selectionOf } from '../selection.ts';
import { freeIds } from './freeIds.ts';
import { snap } from './snap.ts';

const SIZE = { width: 200, height: 120 };

/** Adds an empty note. */
export function addNote(
  config: WorkflowConfig,
  { at }: { readonly at: { readonly x: number; readonly y: number } },
): { edit: Edit; id: string } {
  const id = freeIds('t', config.notes)();
  const note = { id, text: '', position: snap(at), size: { ...SIZE } };
  return {
    id,
    edit: {
      label: 'Add a note',
      change(draft) {
        draft.notes = [...(draft.notes ?? []), note];
      },
      select: selectionOf({ notes: [id] }),
    },
  };
}
