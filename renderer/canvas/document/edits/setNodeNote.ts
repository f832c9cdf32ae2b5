import type { Edit } from '../edit.ts';

const MOST = 4000;

/** Writes what is remarked of a node; nothing but spaces takes the remark away. What is too long is cut. */
export function setNodeNote(nodeId: string, note: string): Edit {
  const text = note.trim() === '' ? '' : note.slice(0, MOST);
  return {
    label: text === '' ? 'Remove the note of a node' : 'Change the note of a node',
    change(draft) {
      const node = draft.nodes.find(({ id }) => id === nodeId);
      if (node === undefined) return;
      if (text === '') delete node.note;
      else node.note = text;
    },
    merge: `note ${nodeId}`,
  };
}
