/** What a key can ask of the canvas. */
export type CanvasCommand =
  | 'quickAdd'
  | 'moveLeft'
  | 'moveRight'
  | 'moveUp'
  | 'moveDown'
  | 'moveLeftFine'
  | 'moveRightFine'
  | 'moveUpFine'
  | 'moveDownFine'
  | 'walkBack'
  | 'walkOn'
  | 'walkUp'
  | 'walkDown'
  | 'inspect'
  | 'runToHere'
  | 'fit'
  | 'fitSelection'
  | 'autoAlign'
  | 'group'
  | 'note'
  | 'minimap'
  | 'outline'
  | 'remove'
  | 'removeAndJoin'
  | 'duplicate'
  | 'selectAll'
  | 'find'
  | 'undo'
  | 'redo'
  | 'save'
  | 'saveWithNote'
  | 'dispatch'
  | 'nextProblem'
  | 'leave';

/**
 * Where a key is pressed: on the drawing, in the outline, on another control, in a field, or in something that floats
 * above (a dialog, a menu, quick-add), which takes every key for itself.
 */
export type KeyPlace = 'drawing' | 'outline' | 'control' | 'field' | 'floating';

/** drawing: only there. letter: a single letter, that a person may switch off. edit: not in a field. screen: anywhere. */
type KeyKind = 'drawing' | 'letter' | 'edit' | 'screen';

export interface CanvasKey {
  readonly command: CanvasCommand;
  /** As tinykeys reads it. */
  readonly press: string;
  readonly kind: KeyKind;
}

export const canvasKeys: readonly CanvasKey[] = [
  { command: 'quickAdd', press: 'Tab', kind: 'drawing' },
  { command: 'moveLeft', press: 'ArrowLeft', kind: 'drawing' },
  { command: 'moveRight', press: 'ArrowRight', kind: 'drawing' },
  { command: 'moveUp', press: 'ArrowUp', kind: 'drawing' },
  { command: 'moveDown', press: 'ArrowDown', kind: 'drawing' },
  { command: 'moveLeftFine', press: 'Shift+ArrowLeft', kind: 'drawing' },
  { command: 'moveRightFine', press: 'Shift+ArrowRight', kind: 'drawing' },
  { command: 'moveUpFine', press: 'Shift+ArrowUp', kind: 'drawing' },
  { command: 'moveDownFine', press: 'Shift+ArrowDown', kind: 'drawing' },
  { command: 'walkBack', press: '$mod+ArrowLeft', kind: 'drawing' },
  { command: 'walkOn', press: '$mod+ArrowRight', kind: 'drawing' },
  { command: 'walkUp', press: '$mod+ArrowUp', kind: 'drawing' },
  { command: 'walkDown', press: '$mod+ArrowDown', kind: 'drawing' },
  { command: 'inspect', press: 'Enter', kind: 'drawing' },
  { command: 'runToHere', press: 'Shift+Enter', kind: 'drawing' },
  { command: 'remove', press: 'Delete', kind: 'drawing' },
  { command: 'remove', press: 'Backspace', kind: 'drawing' },
  { command: 'removeAndJoin', press: '$mod+Delete', kind: 'drawing' },
  { command: 'removeAndJoin', press: '$mod+Backspace', kind: 'drawing' },
  { command: 'fit', press: 'Home', kind: 'drawing' },
  { command: 'selectAll', press: '$mod+a', kind: 'drawing' },
  { command: 'leave', press: 'Escape', kind: 'drawing' },
  { command: 'fitSelection', press: 'f', kind: 'letter' },
  { command: 'autoAlign', press: 'l', kind: 'letter' },
  { command: 'group', press: 'g', kind: 'letter' },
  { command: 'note', press: 'n', kind: 'letter' },
  { command: 'minimap', press: 'm', kind: 'letter' },
  { command: 'outline', press: 'o', kind: 'letter' },
  { command: 'duplicate', press: '$mod+d', kind: 'edit' },
  { command: 'undo', press: '$mod+z', kind: 'edit' },
  { command: 'redo', press: '$mod+Shift+z', kind: 'edit' },
  { command: 'redo', press: '$mod+y', kind: 'edit' },
  { command: 'find', press: '$mod+f', kind: 'screen' },
  { command: 'save', press: '$mod+s', kind: 'screen' },
  { command: 'saveWithNote', press: '$mod+Shift+s', kind: 'screen' },
  { command: 'dispatch', press: '$mod+Enter', kind: 'screen' },
  { command: 'nextProblem', press: 'F8', kind: 'screen' },
];

/** Whether a key does something where it was pressed. */
export function takesKey(kind: KeyKind, place: KeyPlace, singleKeys: boolean): boolean {
  switch (kind) {
    case 'drawing':
      return place === 'drawing';
    case 'letter':
      return singleKeys && place !== 'field' && place !== 'floating';
    case 'edit':
      return place !== 'field' && place !== 'floating';
    case 'screen':
      return place !== 'floating';
  }
}
