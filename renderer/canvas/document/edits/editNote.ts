import type { Edit } from '../edit.ts';

interface NoteChange {
  readonly text?: string;
  readonly position?: { readonly x: number; readonly y: number };
  readonly size?: { readonly width: number; readonly height: number };
}

const MOST = 4000;

/** Changes a note. Text that is too long for the document is cut. */
export function editNote(id: string, { text, position, size }: NoteChange): Edit {
  const resized = size !== undefined;
  return {
    label: text !== undefined ? 'Write a note' : resized ? 'Resize a note' : 'Move a note',
    change(draft) {
      const note = draft.notes?.find((each) => each.id === id);
      if (note === undefined) return;
      if (text !== undefined) note.text = text.slice(0, MOST);
      if (position !== undefined) note.position = { x: position.x, y: position.y };
      if (size !== undefined) note.size = { width: Math.max(1, size.width), height: Math.max(1, size.height) };
    },
    ...(text === undefined ? {} : { merge: `text ${id}` }),
  };
}
