import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveMaterials } from '../../../shared/materials/resolveMaterials.ts';
import { matchesWildcard } from '../../../shared/materials/wildcard.ts';

const part = (partKey: string, name: string, productName = name) => ({ partKey, name, productName });
const known = new Set(['steel', 'brass', 'rubber']);

describe('resolveMaterials', () => {
  it('lets the first rule from the top win, and says who was matched twice', () => {
    const parts = [part('k1', 'seal_lip_01'), part('k7', 'seal_lip_07')];
    const rules = [
      { pattern: 'seal_*', materialId: 'rubber' },
      { pattern: 'seal_lip_07', materialId: 'brass' },
    ];
    const { assignments, doublyMatched, ruleCounts } = resolveMaterials(parts, rules, known);
    expect(assignments).toEqual({ k1: 'rubber', k7: 'rubber' });
    expect(doublyMatched).toEqual([{ partKey: 'k7', rules: [0, 1], winner: 0 }]);
    expect(ruleCounts).toEqual([
      { won: 2, matched: 2 },
      { won: 0, matched: 1 },
    ]);
  });

  it('matches by part key, by instance name and by product name', () => {
    const parts = [part('bolt-1a2b', 'NAUO12', 'bolt_m10'), part('pin-9', 'pin_01')];
    expect(resolveMaterials(parts, [{ pattern: 'bolt_*', materialId: 'steel' }], known).assignments).toEqual({
      'bolt-1a2b': 'steel',
    });
    expect(resolveMaterials(parts, [{ pattern: 'pin-9', materialId: 'steel' }], known).assignments).toEqual({
      'pin-9': 'steel',
    });
  });

  it('does not call it double when both rules say the same material', () => {
    const rules = [
      { pattern: 'a*', materialId: 'steel' },
      { pattern: '*', materialId: 'steel' },
    ];
    expect(resolveMaterials([part('k', 'a1')], rules, known).doublyMatched).toEqual([]);
  });

  it('falls through a rule whose material is not in the library, and names it', () => {
    const rules = [
      { pattern: '*', materialId: 'unobtainium' },
      { pattern: '*', materialId: 'brass' },
    ];
    const resolution = resolveMaterials([part('k', 'a')], rules, known);
    expect(resolution.assignments).toEqual({ k: 'brass' });
    expect(resolution.unknownMaterials).toEqual(['unobtainium']);
  });

  it('accounts for every part exactly once: assigned or unmatched', () => {
    const names = fc.array(fc.stringMatching(/^[ab]{1,3}$/), { maxLength: 20 });
    const rules = fc.array(
      fc.record({ pattern: fc.stringMatching(/^[ab*?]{1,3}$/), materialId: fc.constantFrom('steel', 'brass', 'none') }),
    );
    fc.assert(
      fc.property(names, rules, (list, map) => {
        const parts = list.map((name, index) => part(`key-${index}`, name));
        const { assignments, unmatched, ruleCounts } = resolveMaterials(parts, map, known);
        expect([...Object.keys(assignments), ...unmatched].toSorted()).toEqual(
          parts.map(({ partKey }) => partKey).toSorted(),
        );
        expect(ruleCounts.reduce((sum, { won }) => sum + won, 0)).toBe(Object.keys(assignments).length);
      }),
    );
  });
});

describe('matchesWildcard', () => {
  it.each([
    ['ring_*', 'Ring_outer', true],
    ['ring_?', 'ring_1', true],
    ['ring_?', 'ring_12', false],
    ['*bolt*', 'm10 bolt 3', true],
    ['bolt', 'bolt_1', false],
    ['*', '', true],
    ['a.c', 'abc', false],
    ['größe_*', 'GRÖSSE_1', false],
    ['größe_*', 'GRÖßE_1', true],
  ])('%s on %s: %s', (pattern, name, expected) => {
    expect(matchesWildcard(pattern, name)).toBe(expected);
  });

  it('agrees with the regular expression it stands for', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab*?]{0,6}$/), fc.stringMatching(/^[ab]{0,8}$/), (pattern, name) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
        expect(matchesWildcard(pattern, name)).toBe(expression.test(name));
      }),
    );
  });

  it('takes a hostile pattern without blowing up', () => {
    expect(matchesWildcard('*a'.repeat(60), 'a'.repeat(2000) + 'b')).toBe(false);
  });
});
