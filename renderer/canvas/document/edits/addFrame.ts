import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../../shared/graph/nodeCatalogue.ts';
import { boundsOf } from '../../geometry/rectangle.ts';
import type { Edit } from '../edit.ts';
import { type Selection, selectionOf } from '../selection.ts';
import { selectedBoxes } from './boxes.ts';
import { frameAround } from './frameAround.ts';
import { freeIds } from './freeIds.ts';
import { snap } from './snap.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

type Place =
  | { readonly around: Selection; readonly catalogue: Pick<NodeCatalogue, 'get'> }
  | { readonly at: { readonly x: number; readonly y: number }; readonly size: Size };

const EMPTY: Size = { width: 320, height: 200 };

/** Adds a frame, around what is selected or at a place. Around nothing it has a size of its own. */
export function addFrame(config: WorkflowConfig, place: Place): { edit: Edit; id: string } {
  const id = freeIds('f', config.frames)();
  const frame = { id, title: 'Group', ...('around' in place ? aroundItems(config, place) : atPlace(place)) };
  return {
    id,
    edit: {
      label: 'Add a frame',
      change(draft) {
        draft.frames = [...(draft.frames ?? []), frame];
      },
      select: selectionOf({ frames: [id] }),
    },
  };
}

function aroundItems(config: WorkflowConfig, { around, catalogue }: Extract<Place, { around: Selection }>) {
  const bounds = boundsOf(selectedBoxes(config, around, catalogue, { pictures: true }));
  if (bounds === null) return atPlace({ at: { x: 0, y: 0 }, size: EMPTY });
  return frameAround(bounds);
}

function atPlace({ at, size }: Extract<Place, { size: Size }>) {
  return { position: snap(at), size: { width: Math.max(1, size.width), height: Math.max(1, size.height) } };
}
