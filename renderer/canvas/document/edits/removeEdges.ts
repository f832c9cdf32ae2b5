import type { Edit } from '../edit.ts';
import { countOf } from './countOf.ts';
import { dropEdges } from './wire.ts';

export function removeEdges(ids: Iterable<string>): Edit {
  const removed = new Set(ids);
  return { label: `Delete ${countOf({ edges: removed.size })}`, change: (draft) => dropEdges(draft, removed) };
}
