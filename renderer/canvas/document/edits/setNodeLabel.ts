import type { Edit } from '../edit.ts';

const MOST = 120;

/** Names a node; nothing but spaces takes its name away. What is too long for the document is cut. */
export function setNodeLabel(nodeId: string, label: string): Edit {
  const text = label.trim().slice(0, MOST).trim();
  return {
    label: text === '' ? 'Remove the name of a node' : 'Rename a node',
    change(draft) {
      const node = draft.nodes.find(({ id }) => id === nodeId);
      if (node === undefined) return;
      if (text === '') delete node.label;
      else node.label = text;
    },
    merge: `label ${nodeId}`,
  };
}
