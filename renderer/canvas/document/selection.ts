/** Ids of what is selected, by kind: the ids of a kind are unique, those of two kinds may be equal. */
export interface Selection {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
  readonly frames: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
}

export type SelectionKind = keyof Selection;

export const emptySelection: Selection = { nodes: new Set(), edges: new Set(), frames: new Set(), notes: new Set() };

export function selectionOf(ids: Partial<Record<SelectionKind, Iterable<string>>>): Selection {
  return {
    nodes: new Set(ids.nodes),
    edges: new Set(ids.edges),
    frames: new Set(ids.frames),
    notes: new Set(ids.notes),
  };
}

export function selectionSize({ nodes, edges, frames, notes }: Selection): number {
  return nodes.size + edges.size + frames.size + notes.size;
}
