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
      { what: 'Import STEP files', keys: ['Ctrl+I'] },
      { what: 'Next region', keys: ['F6'] },
      { what: 'Region before', keys: ['Shift+F6'] },
      { what: 'Close or cancel', keys: ['Esc'] },
      { what: 'Shortcuts', keys: ['?'] },
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
