import type { Selection } from '../document/selection.ts';

/** Adds the items, or takes them away when all of them are selected. */
export function toggledSelection(selection: Selection, items: Selection): Selection {
  const kinds = ['nodes', 'edges', 'notes', 'frames'] as const;
  const all = kinds.every((kind) => [...items[kind]].every((id) => selection[kind].has(id)));
  const change = (kind: (typeof kinds)[number]): Set<string> => {
    const kept = [...selection[kind]].filter((id) => !items[kind].has(id));
    return new Set(all ? kept : [...kept, ...items[kind]]);
  };
  return { nodes: change('nodes'), edges: change('edges'), notes: change('notes'), frames: change('frames') };
}
