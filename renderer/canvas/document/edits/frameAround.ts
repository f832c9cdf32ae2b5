import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import type { Rectangle } from '../../geometry/rectangle.ts';

type Frame = NonNullable<WorkflowConfig['frames']>[number];

/** Room between a frame and what it is drawn around; above it the title stands as well. */
const MARGIN = 24;
const TITLE = 24;

/** Where a frame stands, and how large it is, to hold what takes this room. */
export function frameAround({ x, y, width, height }: Rectangle): Pick<Frame, 'position' | 'size'> {
  return {
    position: { x: x - MARGIN, y: y - MARGIN - TITLE },
    size: { width: width + 2 * MARGIN, height: height + 2 * MARGIN + TITLE },
  };
}
