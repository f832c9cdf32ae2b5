/** What a key does in the compare viewer. */
export type CompareAction =
  | { readonly do: LetterAction }
  | { readonly do: 'frame'; readonly by: 1 | -1 }
  | { readonly do: 'moveWipe'; readonly key: 'ArrowLeft' | 'ArrowRight'; readonly large: boolean }
  | { readonly do: 'pan'; readonly x: number; readonly y: number }
  | { readonly do: 'part'; readonly by: 1 | -1 }
  | { readonly do: 'swap' | 'play' | 'noPart' };

type LetterAction = 'sideBySide' | 'wipe' | 'flicker' | 'heat' | 'fit' | 'actualSize' | 'zoomIn' | 'zoomOut';

const letters: Readonly<Record<string, LetterAction>> = {
  ...{ s: 'sideBySide', w: 'wipe', f: 'flicker', h: 'heat' },
  ...{ '0': 'fit', '1': 'actualSize', '+': 'zoomIn', '=': 'zoomIn', '-': 'zoomOut' },
};

/** CSS pixels that the arrow keys move the picture by. */
const PAN = 64;
const directions: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ...{ ArrowLeft: [PAN, 0], ArrowRight: [-PAN, 0], ArrowUp: [0, PAN], ArrowDown: [0, -PAN] },
};

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * `mode`: left and right belong to the wipe while there is one, with Ctrl they always move the picture. `letters`:
 * whether single-letter keys are on. null = the key is not ours.
 */
export function compareAction(
  event: Key,
  { mode, letters: lettersOn }: { mode: string; letters: boolean },
): CompareAction | null {
  if (event.altKey || event.metaKey) return null;
  const direction = directions[event.key];
  if (direction) {
    const { key } = event;
    const wipes = mode === 'wipe' && !event.ctrlKey;
    if (wipes && (key === 'ArrowLeft' || key === 'ArrowRight')) return { do: 'moveWipe', key, large: event.shiftKey };
    return { do: 'pan', x: direction[0], y: direction[1] };
  }
  if (event.ctrlKey) return null;
  if (event.key === 'Escape') return { do: 'noPart' };
  if (event.key === ' ') return mode === 'flicker' ? { do: 'swap' } : null;
  if (!lettersOn) return null;
  if (event.key.toLowerCase() === 'p') return { do: 'play' };
  if (event.key.toLowerCase() === 'n') return { do: 'part', by: event.shiftKey ? -1 : 1 };
  if (event.key === '[' || event.key === ']') return { do: 'frame', by: event.key === ']' ? 1 : -1 };
  const letter = letters[event.key.toLowerCase()];
  return letter ? { do: letter } : null;
}

/** Elements that need the arrow keys or the space bar themselves. */
const ownKeys =
  '[role=separator], [role=slider], [role=radio], [role=menu], [role=dialog], [role=grid], button, a, [role=region]';

/** Letters reach the viewer from everywhere but a field or a dialog; arrows and space only from where nothing else needs them. */
export function isOurs(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || !(event.target instanceof Element)) return !event.defaultPrevented;
  if (event.target.closest('[role=dialog], [role=menu], [role=listbox]')) return false;
  const moving = event.key.startsWith('Arrow') || event.key === ' ';
  return !moving || event.ctrlKey || !event.target.closest(ownKeys);
}
