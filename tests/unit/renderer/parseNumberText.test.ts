import { describe, expect, it } from 'vitest';
import { parseNumberText } from '../../../renderer/ui/parseNumberText.ts';

describe('what is typed into a number field', () => {
  it.each([
    ['128', 128],
    [' 128*2 ', 256],
    ['1920/2 + 10', 970],
    ['2+3*4', 14],
    ['(2+3)*4', 20],
    ['-5', -5],
    ['--5', 5],
    ['1 920', 1920],
    ['1\u202f920', 1920],
    ['0,5', 0.5],
    ['.5', 0.5],
    ['6×7', 42],
    ['10\u22124', 6],
  ])('%j is %d', (text, value) => {
    expect(parseNumberText(text)).toBe(value);
  });

  it.each(['', 'abc', '12px', '1/0', '(1', '1)', '2**3', '1.2.3', 'constructor'])('%j is no number', (text) => {
    expect(parseNumberText(text)).toBeNull();
  });
});
