import type { CanvasClipboard } from '../canvas.ts';
import { copyItems, type Paste, pasteClip, readClip } from '../document/clipboard.ts';
import type { WorkflowEditor } from '../document/workflowEditor.ts';

export type RefusedPaste = Extract<Paste, { ok: false }>;

interface Answers {
  /** It cannot be pasted at all. */
  readonly refuse: (reason: string) => void;
  /** Some of what was to be pasted is of the other family. */
  readonly onforeign: (refused: RefusedPaste) => void;
}

/** Of all workflows: what is copied in one is pasted in another. */
let last = $state.raw<string | null>(null);

export function createClipboard(editor: WorkflowEditor, { refuse, onforeign }: Answers): CanvasClipboard {
  return {
    get copied() {
      return last;
    },
    take() {
      last = copyItems(editor.config, editor.selection);
      return last;
    },
    paste(text, at) {
      const clip = readClip(text);
      if (clip === null) return refuse('The clipboard holds no nodes and no workflow.');
      const pasted = pasteClip(editor.config, editor.catalogue, clip, at);
      if (pasted.ok) editor.apply(pasted.edit);
      else if (pasted.foreign.length === 0) refuse(pasted.reason);
      else onforeign(pasted);
    },
  };
}
