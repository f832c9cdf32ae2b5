interface Shortcut {
  readonly what: string;
  readonly keys: readonly string[];
}

/** The canvas as `?` shows it. */
export const canvasShortcuts: readonly Shortcut[] = [
  { what: 'Add node at the pointer', keys: ['Tab'] },
  { what: 'Find on canvas', keys: ['Ctrl+F'] },
  { what: 'Move selection by 8, by 1', keys: ['←', 'Shift+←'] },
  { what: 'Walk along wires', keys: ['Ctrl+→'] },
  { what: 'Inspect', keys: ['Enter'] },
  { what: 'Run to here', keys: ['Shift+Enter'] },
  { what: 'Fit selection, fit all', keys: ['F', 'Home'] },
  { what: 'Auto-align', keys: ['L'] },
  { what: 'Group selection', keys: ['G'] },
  { what: 'Note', keys: ['N'] },
  { what: 'Minimap', keys: ['M'] },
  { what: 'Outline', keys: ['O'] },
  { what: 'Delete, delete and join', keys: ['Del', 'Ctrl+Del'] },
  { what: 'Duplicate', keys: ['Ctrl+D'] },
  { what: 'Copy, cut, paste', keys: ['Ctrl+C', 'Ctrl+X', 'Ctrl+V'] },
  { what: 'Undo', keys: ['Ctrl+Z'] },
  { what: 'Redo', keys: ['Ctrl+Shift+Z', 'Ctrl+Y'] },
  { what: 'Save', keys: ['Ctrl+S'] },
  { what: 'Save with note', keys: ['Ctrl+Shift+S'] },
  { what: 'Dispatch', keys: ['Ctrl+Enter'] },
  { what: 'Next problem', keys: ['F8'] },
  { what: 'Cut a wire', keys: ['Alt+click'] },
  { what: 'Clear the selection, then leave the canvas', keys: ['Esc'] },
];
