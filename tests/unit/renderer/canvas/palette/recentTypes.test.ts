import { describe, expect, it } from 'vitest';
import { recentTypes, rememberType } from '../../../../../renderer/canvas/palette/recentTypes.ts';

function aMemory(kept: string | null = null) {
  let value = kept;
  return {
    getItem: () => value,
    setItem: (_key: string, next: string) => {
      value = next;
    },
  };
}

describe('the node types that were used last', () => {
  it('are five, newest first, each once', () => {
    const memory = aMemory();
    for (const type of ['a', 'b', 'c', 'd', 'b', 'e', 'f']) rememberType(memory, type);
    expect(recentTypes(memory)).toEqual(['f', 'e', 'b', 'd', 'c']);
  });

  it.each(['{', '"x"', '{"a":1}', 'null'])('are none when %s was kept', (kept) => {
    expect(recentTypes(aMemory(kept))).toEqual([]);
  });

  it('are forgotten when there is no room to keep them', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error('The quota has been exceeded.');
      },
    };
    expect(() => rememberType(full, 'a')).not.toThrow();
  });
});
