import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import type { Selection } from './selection.ts';

/** A piece of a workflow: nodes, the wires among them, frames and notes. */
export type Clip = Required<Pick<WorkflowConfig, 'family' | 'nodes' | 'edges' | 'frames' | 'notes'>>;

/** The part that is selected (null = all of it), without wires that lead out of it. */
export function clipOf(from: Omit<Clip, 'frames' | 'notes'> & Partial<Clip>, selection: Selection | null): Clip {
  const isTaken = (kind: keyof Selection) => (item: { id: string }) => selection?.[kind].has(item.id) ?? true;
  const taken = from.nodes.filter(isTaken('nodes'));
  const ids = new Set(taken.map(({ id }) => id));
  return {
    family: from.family,
    nodes: taken,
    edges: from.edges.filter(({ source, target }) => ids.has(source.node) && ids.has(target.node)),
    frames: (from.frames ?? []).filter(isTaken('frames')),
    notes: (from.notes ?? []).filter(isTaken('notes')),
  };
}
