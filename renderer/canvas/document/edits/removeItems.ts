import type { WorkflowConfig, WorkflowEdge } from '../../../../shared/domain/workflow.ts';
import type { Edit } from '../edit.ts';
import { emptySelection, type Selection } from '../selection.ts';
import { countOf } from './countOf.ts';
import { dropEdges } from './wire.ts';

/** Removes what is selected, and the wires of nodes that go. Those in `fedAnew` stay: this is what feeds them then. */
export function removeItems(
  config: WorkflowConfig,
  selection: Selection,
  fedAnew: ReadonlyMap<string, WorkflowEdge['source']> = new Map(),
): Edit {
  const { nodes, frames, notes } = selection;
  const loose = config.edges.filter(
    ({ id, source, target }) => !fedAnew.has(id) && (nodes.has(source.node) || nodes.has(target.node)),
  );
  const edges = new Set([...selection.edges, ...loose.map(({ id }) => id)]);
  return {
    label: `Delete ${countOf({ nodes: nodes.size, edges: edges.size, frames: frames.size, notes: notes.size })}`,
    change(draft) {
      for (const edge of draft.edges) {
        const source = fedAnew.get(edge.id);
        if (source !== undefined) edge.source = { ...source };
      }
      if (nodes.size > 0) draft.nodes = draft.nodes.filter(({ id }) => !nodes.has(id));
      dropEdges(draft, edges);
      dropFrom(draft, 'frames', frames);
      dropFrom(draft, 'notes', notes);
    },
    select: emptySelection,
  };
}

/** The last one takes its list along: a config that never had any does not say so. */
function dropFrom(draft: WorkflowConfig, list: 'frames' | 'notes', ids: ReadonlySet<string>): void {
  const left = draft[list]?.filter(({ id }) => !ids.has(id));
  if (left === undefined || left.length === draft[list]!.length) return;
  if (left.length === 0) delete draft[list];
  else Object.assign(draft, { [list]: left });
}
