import type { WorkflowConfig, WorkflowNode } from '../../../shared/domain/workflow.ts';
import { nodeMeasures } from './nodeGeometry.ts';

const gap = 64;
/** Taller than most nodes: what a node shows may grow. */
const roomy = 184;

/** A place right of a node, or left of it, that no other node covers: beside it, else below what is there. */
export function freePlace(
  { nodes }: Pick<WorkflowConfig, 'nodes'>,
  beside: Pick<WorkflowNode, 'position'>,
  side: 'left' | 'right',
): WorkflowNode['position'] {
  const x = beside.position.x + (nodeMeasures.width + gap) * (side === 'right' ? 1 : -1);
  const inTheWay = nodes
    .map(({ position }) => position)
    .filter((position) => Math.abs(position.x - x) < nodeMeasures.width + gap / 4)
    .toSorted((a, b) => a.y - b.y);
  let { y } = beside.position;
  for (const position of inTheWay) if (Math.abs(position.y - y) < roomy) y = position.y + roomy;
  return { x, y };
}
