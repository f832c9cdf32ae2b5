import type { Canvas } from '../../canvas.ts';
import { copyItems, type Paste, pasteClip, readClip } from '../../document/clipboard.ts';
import { removeItems } from '../../document/edits/removeItems.ts';
import { selectionSize } from '../../document/selection.ts';
import { drawingAttribute, keyPlace } from './keyPlace.ts';

type RefusedPaste = Extract<Paste, { ok: false }>;

/** Text that is selected, or a field that has the focus, keeps the clipboard for itself. */
function isForText(event: ClipboardEvent): boolean {
  const place = keyPlace(event);
  return place === 'field' || place === 'floating' || document.getSelection()?.isCollapsed === false;
}

/**
 * Copy, cut and paste by the events of the page, which need no permission. Call it while a component initialises.
 * @param onrefused some of what was to be pasted is of the other family
 */
export function useClipboard(canvas: Canvas, onrefused: (refused: RefusedPaste) => void): void {
  const { editor, view } = canvas;

  function copy(event: ClipboardEvent): boolean {
    const { nodes, frames, notes } = editor.selection;
    if (isForText(event) || nodes.size + frames.size + notes.size === 0) return false;
    event.clipboardData?.setData('text/plain', copyItems(editor.config, editor.selection));
    event.preventDefault();
    return true;
  }

  function cut(event: ClipboardEvent): void {
    if (copy(event) && selectionSize(editor.selection) > 0) {
      editor.apply(removeItems(editor.config, editor.selection));
    }
  }

  function paste(event: ClipboardEvent): void {
    if (isForText(event)) return;
    const clip = readClip(event.clipboardData?.getData('text/plain') ?? '');
    event.preventDefault();
    if (clip === null) return canvas.refuse('The clipboard holds no nodes and no workflow.');
    const isOverDrawing = document.querySelector(`[${drawingAttribute}]:hover`) !== null;
    const pasted = pasteClip(editor.config, editor.catalogue, clip, isOverDrawing ? view.pointer() : null);
    if (pasted.ok) editor.apply(pasted.edit);
    else if (pasted.foreign.length === 0) canvas.refuse(pasted.reason);
    else onrefused(pasted);
  }

  $effect(() => {
    document.addEventListener('copy', copy);
    document.addEventListener('cut', cut);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', cut);
      document.removeEventListener('paste', paste);
    };
  });
}
