import { describe, expect, it } from 'vitest';
import { foldGroup, foldedGroups } from '../../../../../renderer/canvas/inspector/foldedGroups.ts';
import { movedEntry, orderedEntries } from '../../../../../renderer/canvas/inspector/orderedEntries.ts';
import { fieldOf } from '../settings/builders.ts';

function memory(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

describe('folded groups', () => {
  it('are remembered for each node type', () => {
    const kept = memory();
    foldGroup(kept, 'blender_still', 'Rendering', true);
    expect(foldedGroups(kept, 'blender_still')).toEqual(['Rendering']);
    expect(foldedGroups(kept, 'notify')).toEqual([]);
    expect(foldGroup(kept, 'blender_still', 'Rendering', false)).toEqual([]);
  });

  it('are all open when what was remembered cannot be read', () => {
    for (const text of ['{', '7', '{"a":1}']) {
      expect(foldedGroups({ ...memory(), getItem: () => text }, 'x')).toEqual([]);
    }
    expect(foldedGroups({ ...memory(), getItem: () => '["a",1]' }, 'x')).toEqual(['a']);
  });
});

describe('an ordered list', () => {
  const { choices } = fieldOf('material_map_resolve', 'resolutionOrder');

  it('shows what is in it in its order, and behind that what is left out', () => {
    expect(orderedEntries(['default', 'rules'], choices).map(({ value, included }) => [value, included])).toEqual([
      ['default', true],
      ['rules', true],
      ['override', false],
      ['cad_colour', false],
    ]);
  });

  it('shows names that it does not know, and doubled ones once', () => {
    expect(orderedEntries(['magic', 'magic'], []).map(({ label }) => label)).toEqual(['magic']);
  });

  it('moves an entry by one place and not beyond its ends', () => {
    expect(movedEntry(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
    expect(movedEntry(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
    expect(movedEntry(['a', 'b'], 'a', -1)).toBeNull();
    expect(movedEntry(['a', 'b'], 'b', 1)).toBeNull();
    expect(movedEntry(['a', 'b'], 'z', 1)).toBeNull();
  });
});
