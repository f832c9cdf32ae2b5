import type { WorkflowNode } from '../../../shared/domain/workflow.ts';
import type { Edit } from '../document/edit.ts';

/** Takes every setting of these nodes back to its default, as one step of undo; null = all have theirs already. */
export function resetNodes(nodes: readonly Pick<WorkflowNode, 'id' | 'settings'>[]): Edit | null {
  const set = new Set(nodes.filter(({ settings }) => Object.keys(settings).length > 0).map(({ id }) => id));
  if (set.size === 0) return null;
  return {
    label: `Reset the settings of ${set.size} ${set.size === 1 ? 'node' : 'nodes'}`,
    change(draft) {
      for (const node of draft.nodes) if (set.has(node.id)) node.settings = {};
    },
  };
}
