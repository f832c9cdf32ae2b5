import { describe, expect, it } from 'vitest';
import { matchWord } from '../../../renderer/ui/matchWord.ts';

const found = (text: string, word: string): string[] | null =>
  matchWord(text, word)?.ranges.map(([start, end]) => text.slice(start, end)) ?? null;
const score = (text: string, word: string): number => matchWord(text, word)?.score ?? 0;

describe('a word in a text', () => {
  it('is found letter by letter, in order, in any case', () => {
    expect(found('blender_still', 'bldr')).toEqual(['bl', 'd', 'r']);
    expect(found('Render still', 'REND')).toEqual(['Rend']);
    expect(found('blender_still', 'rb')).toBeNull();
    expect(found('glb', 'glbs')).toBeNull();
    expect(found('glb', '')).toBeNull();
  });

  it('is found where it begins a word rather than where its letters come first', () => {
    expect(found('cost still', 'st')).toEqual(['st']);
    expect(matchWord('cost still', 'st')?.ranges).toEqual([[5, 7]]);
    expect(found('output_save', 'os')).toEqual(['o', 's']);
  });

  it('counts most when it is all, then at the start, then at the start of a word, then inside one', () => {
    const scores = [score('glb', 'glb'), score('glb_bbox', 'glb'), score('resolve_glb', 'glb'), score('xglb', 'glb')];
    expect(scores[0]).toBe(1);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(scores).size).toBe(4);
  });

  it('is not there when only chance letters make it up', () => {
    expect(found('material_map_resolve', 'tips')).toBeNull();
    expect(found('auto_populate_materials', 'ooea')).toBeNull();
  });

  it('is found quickly in a text of equal letters', () => {
    const started = performance.now();
    expect(found('a'.repeat(120), `${'a'.repeat(40)}b`)).toBeNull();
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
