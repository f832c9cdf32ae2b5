import { canvasShortcuts } from '../canvas/screen/keys/canvasShortcuts.ts';
import { places } from './places.ts';

export interface Shortcut {
  readonly what: string;
  readonly keys: readonly string[];
}

/** What `?` shows. */
export const shortcutGroups: readonly { readonly title: string; readonly entries: readonly Shortcut[] }[] = [
  {
    title: 'Places',
    entries: places.flatMap((place) => (place.keys ? [{ what: place.label, keys: [place.keys] }] : [])),
  },
  {
    title: 'Everywhere',
    entries: [
      { what: 'Command palette', keys: ['Ctrl+K'] },
      { what: 'New workflow', keys: ['Ctrl+N'] },
      { what: 'Open workflow file', keys: ['Ctrl+O'] },
      { what: 'Import STEP files', keys: ['Ctrl+I'] },
      { what: 'Next region', keys: ['F6'] },
      { what: 'Region before', keys: ['Shift+F6'] },
      { what: 'Close or cancel', keys: ['Esc'] },
      { what: 'Shortcuts', keys: ['?'] },
    ],
  },
  { title: 'Canvas', entries: canvasShortcuts },
  {
    title: 'Compare',
    entries: [
      { what: 'Wipe', keys: ['W'] },
      { what: 'Side by side', keys: ['S'] },
      { what: 'Flicker', keys: ['F'] },
      { what: 'Heat map', keys: ['H'] },
      { what: 'Move the wipe by 1 %, by 10 %', keys: ['←', 'Shift+←'] },
      { what: 'Next part that differs, part before', keys: ['N', 'Shift+N'] },
      { what: 'Densest window, where no part is known', keys: ['N'] },
      { what: 'Frame before, next frame', keys: ['[', ']'] },
      { what: 'Play both films', keys: ['P'] },
      { what: 'Fit, 100 %', keys: ['0', '1'] },
    ],
  },
  {
    title: 'Lists',
    entries: [
      { what: 'Down', keys: ['J', '↓'] },
      { what: 'Up', keys: ['K', '↑'] },
      { what: 'Open', keys: ['Enter'] },
      { what: 'Select', keys: ['Space'] },
      { what: 'Select all', keys: ['Ctrl+A'] },
      { what: 'First, last', keys: ['Home', 'End'] },
    ],
  },
  {
    title: 'Panels',
    entries: [
      { what: 'Move the line between panels', keys: ['←', '→'] },
      { what: 'Reset its place', keys: ['Enter'] },
      { what: 'Next tab', keys: ['→'] },
    ],
  },
];
