import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identityMatrix } from '../../../electron/cad/matrix.ts';
import { coincidentParts, type KeyedPart, partKeys, slug } from '../../../electron/cad/partKey.ts';

function part(name: string, x: number, options: { path?: string; shape?: string } = {}): KeyedPart {
  return {
    name,
    namePath: [
      [options.path ?? 'left', 'bracket'],
      [name, name],
    ],
    geometryIdentity: options.shape ?? 'round',
    transform: identityMatrix.map((value, index) => (index === 12 ? x : value)),
  };
}

describe('part keys', () => {
  it('are plain, short and speak of the part', () => {
    expect(partKeys([part('bolt M10 × 40', 0)])[0]).toMatch(/^bolt_M10_40-[0-9a-f]{10}$/);
    expect(slug('Käfig größe 1 保持架')).toBe('Kafig_grosse_1');
    expect(slug('保持架')).toBe('part');
    const long = partKeys(Array.from({ length: 200 }, (_, x) => part('a'.repeat(100), x)));
    expect(Math.max(...long.map((key) => key.length))).toBeLessThan(59);
  });

  it('tell parts apart by name, place in the tree, shape and place in space', () => {
    const parts = [
      part('bolt', 0),
      part('bolt', 20),
      part('bolt', 10),
      part('nut', 0),
      part('bolt', 0, { path: 'right' }),
      part('bolt', 0, { shape: 'square' }),
    ];
    const keys = partKeys(parts);
    expect(new Set(keys).size).toBe(parts.length);
    expect([keys[1], keys[2]]).toEqual([`${keys[0]}-3`, `${keys[0]}-2`]);
  });

  it('belong to the parts, in whatever order a file lists them', () => {
    const parts = Array.from({ length: 12 }, (_, index) => part(index % 3 ? 'bolt' : 'nut', index * 3.7));
    const keyOf = new Map(partKeys(parts).map((key, index) => [parts[index], key]));
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), (shuffled) => {
        expect(partKeys(shuffled)).toEqual(shuffled.map((one) => keyOf.get(one)));
      }),
    );
  });

  it('outlive the last digits of a re-export', () => {
    const parts = [0, 5, 10, 10.5, -3].map((x) => part('bolt', x));
    const noisy = parts.map((one) => ({ ...one, transform: one.transform.map((value) => value + 1e-9) }));
    expect(partKeys(noisy)).toEqual(partKeys(parts));
  });

  it('finds parts that lie inside each other', () => {
    const parts = [part('bolt', 0), part('bolt', 5), part('bolt copy', 5), part('bolt', 5, { shape: 'square' })];
    expect(coincidentParts(parts)).toEqual([[1, 2]]);
  });
});
