import type { Canvas } from '../../canvas.ts';
import { removeItems } from '../../document/edits/removeItems.ts';
import { selectionSize } from '../../document/selection.ts';
import { drawingAttribute, keyPlace } from './keyPlace.ts';

/** Text that is selected, or a field that has the focus, keeps the clipboard for itself. */
function isForText(event: ClipboardEvent): boolean {
  const place = keyPlace(event);
  return place === 'field' || place === 'floating' || document.getSelection()?.isCollapsed === false;
}

/** Copy, cut and paste by the events of the page, which need no permission. Call it while a component initialises. */
export function useClipboard({ clipboard, editor, view }: Canvas): void {
  function copy(event: ClipboardEvent): boolean {
    const { nodes, frames, notes } = editor.selection;
    if (isForText(event) || nodes.size + frames.size + notes.size === 0) return false;
    event.clipboardData?.setData('text/plain', clipboard.take());
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
    event.preventDefault();
    const isOverDrawing = document.querySelector(`[${drawingAttribute}]:hover`) !== null;
    clipboard.paste(event.clipboardData?.getData('text/plain') ?? '', isOverDrawing ? view.pointer() : null);
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
