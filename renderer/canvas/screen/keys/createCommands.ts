import { tick } from 'svelte';
import type { Canvas } from '../../canvas.ts';
import { duplicateItems } from '../../document/clipboard.ts';
import type { Edit } from '../../document/edit.ts';
import { nudge } from '../../document/edits/nudge.ts';
import { removeAndJoin } from '../../document/edits/removeAndJoin.ts';
import { removeItems } from '../../document/edits/removeItems.ts';
import { emptySelection, selectionOf, selectionSize } from '../../document/selection.ts';
import { goToNextProblem } from '../../problems/goToProblem.ts';
import type { CanvasCommand } from './canvasKeys.ts';
import { walkWires } from './walkWires.ts';

/** What the screen itself does for keys and buttons. */
export interface ScreenActions {
  autoAlign(): void;
  save(): void;
  saveWithNote(): void;
  dispatch(): void;
  /** Brings the inspector into sight and the focus into it. */
  inspect(): void;
  /** The focus goes on to the next region. */
  leave(): void;
  /** Tells people who listen to the screen what has changed. */
  say(text: string): void;
}

const stride = 8;

/** What each command does to the canvas. */
export function createCommands(canvas: Canvas, actions: ScreenActions): Record<CanvasCommand, () => void> {
  const { editor, ui, view } = canvas;

  function apply(edit: Edit): void {
    editor.apply(edit);
    actions.say(`Done: ${edit.label}.`);
  }

  function remove(removal: Edit): void {
    if (selectionSize(editor.selection) === 0) return;
    apply(removal);
    // The card that had the focus may be gone.
    view.focus();
  }

  /** Something new always is a step of undo, which has the words for it. */
  const adding = (add: () => void) => (): void => {
    add();
    actions.say(`Done: ${editor.undoLabel}.`);
  };

  /** Undo and redo change things that may be out of sight: they are told by their words. */
  function step(what: 'undo' | 'redo'): void {
    const label = what === 'undo' ? editor.undoLabel : editor.redoLabel;
    editor[what]();
    view.findAgain();
    // The card that had the focus may be gone; a field keeps it.
    void tick().then(() => document.activeElement === document.body && view.focus());
    if (label === null) actions.say(`There is nothing to ${what}.`);
    else actions.say(`${what === 'undo' ? 'Undone' : 'Done again'}: ${label}.`);
  }

  /** For what needs a selection; without one it says so. */
  function onSelection(work: () => void): () => void {
    return () => {
      if (selectionSize(editor.selection) > 0) work();
      else canvas.refuse('Nothing is selected. Select nodes first.');
    };
  }

  const walk = (way: Parameters<typeof walkWires>[2]) => (): void => {
    const next = walkWires(editor.config, editor.node?.id ?? null, way);
    if (next === null) return;
    editor.select(selectionOf({ nodes: [next] }));
    view.reveal(next);
  };

  function runToHere(): void {
    const id = editor.node?.id;
    if (id === undefined) return canvas.refuse('Select one node to run up to it.');
    const against = canvas.previews.reasonAgainst(id);
    if (against !== null) return canvas.refuse(against);
    ui.inspectorTab = 'result';
    void canvas.previews.start(id, 'quick');
  }

  function leave(): void {
    if (selectionSize(editor.selection) === 0) return actions.leave();
    editor.select(emptySelection);
    actions.say('0 items selected. Esc leaves the canvas.');
  }

  return {
    quickAdd: () => (ui.quickAdd = { at: view.pointer(), from: null, onEdge: null }),
    ...moves(canvas),
    walkBack: walk('back'),
    walkOn: walk('on'),
    walkUp: walk('up'),
    walkDown: walk('down'),
    inspect: actions.inspect,
    runToHere,
    fit: () => view.fit(),
    fitSelection: () => view.fitSelection(),
    autoAlign: actions.autoAlign,
    group: onSelection(adding(() => canvas.addFrame())),
    note: adding(() => canvas.addNote(view.pointer())),
    minimap: () => (ui.minimap = !ui.minimap),
    outline: () => {
      ui.outline = !ui.outline;
      // The outline takes the focus that nobody has; the drawing is given it back.
      if (!ui.outline) void tick().then(() => view.focus());
    },
    remove: () => remove(removeItems(editor.config, editor.selection)),
    removeAndJoin: () => remove(removeAndJoin(editor.config, editor.catalogue, editor.selection)),
    duplicate: onSelection(() => apply(duplicateItems(editor.config, editor.selection))),
    selectAll: () => void canvas.selectAll(),
    find: () => (ui.find = true),
    undo: () => step('undo'),
    redo: () => step('redo'),
    save: actions.save,
    saveWithNote: actions.saveWithNote,
    dispatch: actions.dispatch,
    nextProblem: () => goToNextProblem(canvas),
    leave,
  };
}

function moves({ editor }: Canvas) {
  const move = (dx: number, dy: number) => (): void => {
    if (selectionSize(editor.selection) > 0)
      editor.apply(nudge(editor.config, editor.selection, dx, dy, editor.catalogue));
  };
  return {
    moveLeft: move(-stride, 0),
    moveRight: move(stride, 0),
    moveUp: move(0, -stride),
    moveDown: move(0, stride),
    moveLeftFine: move(-1, 0),
    moveRightFine: move(1, 0),
    moveUpFine: move(0, -1),
    moveDownFine: move(0, 1),
  };
}
