import AlignCenterVertical from '@lucide/svelte/icons/align-center-vertical';
import AlignEndVertical from '@lucide/svelte/icons/align-end-vertical';
import AlignStartVertical from '@lucide/svelte/icons/align-start-vertical';
import AlignStartHorizontal from '@lucide/svelte/icons/align-start-horizontal';
import AlignHorizontalSpaceAround from '@lucide/svelte/icons/align-horizontal-space-around';
import AlignVerticalSpaceAround from '@lucide/svelte/icons/align-vertical-space-around';
import Cable from '@lucide/svelte/icons/cable';
import ClipboardPaste from '@lucide/svelte/icons/clipboard-paste';
import Copy from '@lucide/svelte/icons/copy';
import CopyPlus from '@lucide/svelte/icons/copy-plus';
import Group from '@lucide/svelte/icons/group';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Play from '@lucide/svelte/icons/play';
import Plus from '@lucide/svelte/icons/plus';
import Scan from '@lucide/svelte/icons/scan';
import Scissors from '@lucide/svelte/icons/scissors';
import StickyNote from '@lucide/svelte/icons/sticky-note';
import Trash from '@lucide/svelte/icons/trash-2';
import Waypoints from '@lucide/svelte/icons/waypoints';
import type { MenuEntry } from '../../ui/menuEntry.ts';
import type { Canvas } from '../canvas.ts';
import { duplicateItems } from '../document/clipboard.ts';
import { type Alignment, alignItems } from '../document/edits/alignItems.ts';
import { connectNodes } from '../document/edits/connectNodes.ts';
import { distributeItems } from '../document/edits/distributeItems.ts';
import { removeEdges } from '../document/edits/removeEdges.ts';
import { joinsAcross, removeAndJoin } from '../document/edits/removeAndJoin.ts';
import { removeItems } from '../document/edits/removeItems.ts';
import { selectionSize } from '../document/selection.ts';
import type { Hit } from './hitTest.ts';
import type { Point } from '../geometry/rectangle.ts';

/** What can be done where the menu was asked for: with a wire, with what is selected, or with the empty canvas. */
export function canvasMenu(canvas: Canvas, hit: Hit | null, at: Point): MenuEntry[] {
  if (hit === null) return placeEntries(canvas, at);
  return hit.kind === 'edges' ? wireEntries(canvas, hit.id, at) : itemEntries(canvas, hit);
}

function placeEntries({ addNote, clipboard, editor, ui, view, selectAll }: Canvas, at: Point): MenuEntry[] {
  const { copied } = clipboard;
  const empty = editor.config.nodes.length === 0 ? 'There are no nodes yet' : null;
  return [
    {
      label: 'Add node…',
      icon: Plus,
      keys: 'Tab',
      onselect: () => (ui.quickAdd = { at, from: null, onEdge: null }),
    },
    {
      label: 'Add note',
      icon: StickyNote,
      keys: 'N',
      onselect: () => addNote(at),
    },
    {
      label: 'Paste what was copied',
      icon: ClipboardPaste,
      disabledReason: copied === null ? 'Nothing has been copied in this window' : null,
      onselect: () => copied !== null && clipboard.paste(copied, at),
    },
    'separator',
    {
      label: 'Select all',
      icon: ListChecks,
      keys: 'Ctrl+A',
      disabledReason: empty,
      onselect: () => void selectAll(),
    },
    { label: 'Fit all', icon: Scan, keys: 'Home', disabledReason: empty, onselect: () => view.fit() },
  ];
}

function wireEntries({ editor, ui }: Canvas, id: string, at: Point): MenuEntry[] {
  return [
    { label: 'Insert node…', icon: Plus, onselect: () => (ui.quickAdd = { at, from: null, onEdge: id }) },
    'separator',
    { label: 'Delete wire', icon: Trash, keys: 'Del', danger: true, onselect: () => editor.apply(removeEdges([id])) },
  ];
}

function itemEntries(canvas: Canvas, hit: Hit): MenuEntry[] {
  const { editor } = canvas;
  const { selection } = editor;
  return [
    ...(hit.kind === 'nodes' ? runEntries(canvas, hit.id) : []),
    { label: 'Cut', icon: Scissors, keys: 'Ctrl+X', onselect: () => void copy(canvas, true) },
    { label: 'Copy', icon: Copy, keys: 'Ctrl+C', onselect: () => void copy(canvas, false) },
    {
      label: 'Duplicate',
      icon: CopyPlus,
      keys: 'Ctrl+D',
      onselect: () => editor.apply(duplicateItems(editor.config, selection)),
    },
    {
      label: 'Group in a frame',
      icon: Group,
      keys: 'G',
      onselect: () => canvas.addFrame(),
    },
    ...connectEntries(canvas),
    ...arrangeEntries(canvas),
    'separator',
    ...(selection.nodes.size > 0 ? [joinEntry(canvas)] : []),
    {
      label: 'Delete',
      icon: Trash,
      keys: 'Del',
      danger: true,
      onselect: () => editor.apply(removeItems(editor.config, selection)),
    },
  ];
}

function joinEntry({ editor }: Canvas): MenuEntry {
  const { catalogue, selection } = editor;
  const isBetween = joinsAcross(editor.config, catalogue, selection).size > 0;
  return {
    label: 'Delete and join',
    icon: Waypoints,
    keys: 'Ctrl+Del',
    danger: true,
    disabledReason: isBetween ? null : 'What lies before it does not fit what comes after it',
    onselect: () => editor.apply(removeAndJoin(editor.config, catalogue, selection)),
  };
}

function runEntries({ ui, previews }: Canvas, id: string): MenuEntry[] {
  return [
    {
      label: 'Run to here',
      icon: Play,
      keys: 'Shift+Enter',
      disabledReason: previews.reasonAgainst(id),
      onselect: () => {
        ui.inspectorTab = 'result';
        void previews.start(id, 'quick');
      },
    },
    'separator',
  ];
}

/** Two nodes are wired without their ports, which are not there from afar. */
function connectEntries({ editor }: Canvas): MenuEntry[] {
  const { config, catalogue, selection } = editor;
  const [a, b, ...more] = selection.nodes;
  if (a === undefined || b === undefined || more.length > 0) return [];
  const attempt = connectNodes(config, catalogue, [a, b]);
  return [
    {
      label: 'Connect the two nodes',
      icon: Cable,
      disabledReason: attempt.ok ? null : attempt.reason,
      onselect: () => void editor.attempt(attempt),
    },
  ];
}

function arrangeEntries(canvas: Canvas): MenuEntry[] {
  const { editor } = canvas;
  const { nodes, frames, notes } = editor.selection;
  const count = nodes.size + frames.size + notes.size;
  if (count < 2) return [];
  const align = (how: Alignment) => (): void => {
    const { config, selection, catalogue } = editor;
    refused(canvas, editor.attempt(alignItems(config, selection, how, catalogue)));
  };
  const distribute = (way: 'horizontal' | 'vertical') => (): void => {
    const { config, selection, catalogue } = editor;
    refused(canvas, editor.attempt(distributeItems(config, selection, way, catalogue)));
  };
  const few = count < 3 ? 'It takes three or more' : null;
  return [
    'separator',
    { label: 'Align left', icon: AlignStartVertical, onselect: align('left') },
    { label: 'Align centres', icon: AlignCenterVertical, onselect: align('centre') },
    { label: 'Align right', icon: AlignEndVertical, onselect: align('right') },
    { label: 'Align tops', icon: AlignStartHorizontal, onselect: align('top') },
    {
      label: 'Distribute across',
      icon: AlignHorizontalSpaceAround,
      disabledReason: few,
      onselect: distribute('horizontal'),
    },
    { label: 'Distribute down', icon: AlignVerticalSpaceAround, disabledReason: few, onselect: distribute('vertical') },
  ];
}

function refused(canvas: Canvas, reason: string | null): void {
  if (reason !== null) canvas.refuse(reason);
}

/** What is cut is only taken away once it lies in the clipboard. */
async function copy({ clipboard, editor, refuse }: Canvas, cut: boolean): Promise<void> {
  const { selection } = editor;
  if (selectionSize(selection) === 0) return;
  try {
    await navigator.clipboard.writeText(clipboard.take());
  } catch {
    return refuse('The clipboard cannot be written. Try Ctrl+C.');
  }
  if (cut) editor.apply(removeItems(editor.config, selection));
}
