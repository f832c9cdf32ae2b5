import type { Selection } from '../selection.ts';

const words = {
  nodes: ['node', 'nodes'],
  edges: ['wire', 'wires'],
  frames: ['frame', 'frames'],
  notes: ['note', 'notes'],
} as const;

/** `3 nodes`, or `4 items` when there are several kinds. Wires count only where nothing else does. */
export function countOf(sizes: Partial<Record<keyof Selection, number>>): string {
  const kinds = (['nodes', 'frames', 'notes'] as const).filter((kind) => (sizes[kind] ?? 0) > 0);
  const [first = 'edges'] = kinds;
  if (kinds.length > 1) return `${kinds.reduce((sum, kind) => sum + sizes[kind]!, 0)} items`;
  const count = sizes[first] ?? 0;
  return `${count} ${words[first][count === 1 ? 0 : 1]}`;
}
