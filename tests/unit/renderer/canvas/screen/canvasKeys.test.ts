import { describe, expect, it } from 'vitest';
import { canvasKeys, takesKey, type KeyPlace } from '../../../../../renderer/canvas/screen/keys/canvasKeys.ts';
import { canvasShortcuts } from '../../../../../renderer/canvas/screen/keys/canvasShortcuts.ts';

const places: readonly KeyPlace[] = ['drawing', 'outline', 'control', 'field', 'floating'];

/** The places in which the key does something. */
function placesOf(press: string, singleKeys = true): KeyPlace[] {
  const key = canvasKeys.find((each) => each.press === press);
  if (!key) throw new Error(`There is no key ${press}.`);
  return places.filter((place) => takesKey(key.kind, place, singleKeys));
}

describe('keys of the canvas', () => {
  it('each ask for one thing', () => {
    const presses = canvasKeys.map(({ press }) => press.toLowerCase());
    expect(new Set(presses).size).toBe(presses.length);
  });

  it('Tab, arrows and Delete belong to the drawing alone, so that focus is trapped nowhere', () => {
    for (const press of ['Tab', 'ArrowLeft', '$mod+ArrowRight', 'Delete', 'Enter', 'Home', '$mod+a']) {
      expect(placesOf(press), press).toEqual(['drawing']);
    }
  });

  it('letters leave fields alone and can be switched off', () => {
    expect(placesOf('g')).toEqual(['drawing', 'outline', 'control']);
    expect(placesOf('g', false)).toEqual([]);
    expect(canvasKeys.filter(({ press }) => /^[a-z]$/.test(press)).every(({ kind }) => kind === 'letter')).toBe(true);
  });

  it('undo in a field is the undo of the field', () => {
    expect(placesOf('$mod+z')).not.toContain('field');
    expect(placesOf('$mod+Shift+z')).not.toContain('field');
  });

  it('save and dispatch work from fields too, but not under a dialog', () => {
    for (const press of ['$mod+s', '$mod+Enter', '$mod+f', 'F8']) {
      expect(placesOf(press), press).toEqual(['drawing', 'outline', 'control', 'field']);
    }
  });

  it('are all on the page of shortcuts', () => {
    const shown = canvasShortcuts.flatMap(({ keys }) => keys.map((key) => key.toLowerCase()));
    const words: Record<string, string> = {
      ...{ '$mod+arrowright': 'ctrl+→', arrowleft: '←', 'shift+arrowleft': 'shift+←' },
      '$mod+delete': 'ctrl+del',
    };
    const spoken = { delete: 'del', escape: 'esc' } as Record<string, string>;
    const hidden = /arrow(up|down)|arrowright$|mod\+arrowleft|backspace|mod\+a$/i;
    const missing = canvasKeys
      .map(({ press }) => press.toLowerCase())
      .filter((press) => press in words || !hidden.test(press))
      .map((press) => words[press] ?? spoken[press] ?? press.replace('$mod', 'ctrl'))
      .filter((press) => !shown.includes(press));
    expect(missing).toEqual([]);
  });
});
