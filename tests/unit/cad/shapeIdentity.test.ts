import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ShapeQuantities, shapeIdentity } from '../../../electron/cad/shapeIdentity.ts';

const block: ShapeQuantities = {
  solids: 1,
  faces: 6,
  edges: 12,
  vertices: 8,
  area: 2200,
  volume: 6000,
  centre: [5, 10, 15],
  inertia: [650_000, 500_000, 250_000, 0, 0, 0],
  diagonal: Math.hypot(10, 20, 30),
};

describe('the identity of a shape', () => {
  it('ignores noise in the last digits of every sum', () => {
    const noise = fc.double({ min: -1e-11, max: 1e-11, noNaN: true });
    fc.assert(
      fc.property(fc.array(noise, { minLength: 12, maxLength: 12 }), (n) => {
        const again: ShapeQuantities = {
          ...block,
          area: block.area * (1 + (n[0] ?? 0)),
          volume: block.volume * (1 + (n[1] ?? 0)),
          centre: [5 + (n[2] ?? 0), 10 + (n[3] ?? 0), 15 + (n[4] ?? 0)],
          inertia: block.inertia.map((value, index) => value * (1 + (n[5 + index] ?? 0)) + (n[5 + index] ?? 0)),
          diagonal: block.diagonal * (1 + (n[11] ?? 0)),
        };
        expect(shapeIdentity(again)).toBe(shapeIdentity(block));
      }),
    );
  });

  it.each([
    ['one face more', { faces: 7 }],
    ['a hole of a thousandth of the volume', { volume: 5994 }],
    ['its centre elsewhere', { centre: [5, 10, 16] }],
    ['the mirror image', { inertia: [650_000, 500_000, 250_000, 5000, 0, 0] }],
  ] satisfies [string, Partial<ShapeQuantities>][])('differs with %s', (_, change) => {
    expect(shapeIdentity({ ...block, ...change })).not.toBe(shapeIdentity(block));
  });

  it('differs with the size alone', () => {
    const scaled: ShapeQuantities = {
      ...block,
      area: block.area * 4,
      volume: block.volume * 8,
      centre: [10, 20, 30],
      inertia: block.inertia.map((value) => value * 32),
      diagonal: block.diagonal * 2,
    };
    expect(shapeIdentity(scaled)).not.toBe(shapeIdentity(block));
  });
});
