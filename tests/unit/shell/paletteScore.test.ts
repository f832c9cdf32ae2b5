import { describe, expect, it } from 'vitest';
import { paletteScore } from '../../../renderer/shell/paletteScore.ts';

describe('paletteScore', () => {
  const run = { label: 'R-0001 Flanged roller bearing', hint: 'Still, observed, delivered' };

  it('finds words in any order, in the name and in the hint', () => {
    expect(paletteScore('bearing r-0001', run)).toBeGreaterThan(0);
    expect(paletteScore('R-0001 observed', run)).toBeGreaterThan(0);
    expect(paletteScore('r-0001 failed', run)).toBe(0);
  });

  it('puts the name above the hint, and all of it above a part', () => {
    const still = { label: 'Still', hint: 'r1' };
    expect(paletteScore('still', still)).toBeGreaterThan(
      paletteScore('still', { ...still, label: 'Still with exports' }),
    );
    expect(paletteScore('still', still)).toBeGreaterThan(paletteScore('still', run));
  });

  it('takes letters here and there in long names for chance', () => {
    expect(paletteScore('contes', { label: 'Contested still', hint: '' })).toBeGreaterThan(0);
    expect(paletteScore('contes', run)).toBe(0);
    expect(paletteScore('contes', { label: 'Notices', hint: '' })).toBe(0);
  });

  it('lets everything through while nothing is typed', () => {
    expect(paletteScore(' ', run)).toBe(1);
  });
});
