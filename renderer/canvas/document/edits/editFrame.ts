import type { Edit } from '../edit.ts';

interface FrameChange {
  readonly title?: string;
  readonly position?: { readonly x: number; readonly y: number };
  readonly size?: { readonly width: number; readonly height: number };
}

const MOST = 120;

/** Changes a frame. A title that is too long for the document is cut. */
export function editFrame(id: string, { title, position, size }: FrameChange): Edit {
  const resized = size !== undefined;
  return {
    label: title !== undefined ? 'Rename a frame' : resized ? 'Resize a frame' : 'Move a frame',
    change(draft) {
      const frame = draft.frames?.find((each) => each.id === id);
      if (frame === undefined) return;
      if (title !== undefined) frame.title = title.trim().slice(0, MOST);
      if (position !== undefined) frame.position = { x: position.x, y: position.y };
      if (size !== undefined) frame.size = { width: Math.max(1, size.width), height: Math.max(1, size.height) };
    },
    ...(title === undefined ? {} : { merge: `title ${id}` }),
  };
}
