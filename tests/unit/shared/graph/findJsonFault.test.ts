import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from '../../../../shared/graph/findJsonFault.ts';

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON with a few characters taken out, put in or replaced. */
const nearlyJson = fc
  .tuple(
    fc.json({ maxDepth: 4 }),
    fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom(...'{}[]",:\\ \n0123e+-.tfnu/x\u0001\u00a0')), {
      maxLength: 3,
    }),
  )
  .map(([json, edits]) =>
    edits.reduce((text, [where, removed, put]) => {
      const at = where % (text.length + 1);
      return text.slice(0, at) + put + text.slice(at + removed);
    }, json),
  );

describe('findJsonFault', () => {
  it('takes exactly what JSON.parse takes, but for keys that stand twice', () => {
    fc.assert(
      fc.property(nearlyJson, (text) => {
        const fault = findJsonFault(text);
        if (fault?.reason.includes('stands twice') === true) return;
        expect(fault === null, text).toBe(parses(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('points into the text, or at its end', () => {
    fc.assert(
      fc.property(nearlyJson, (text) => {
        const offset = findJsonFault(text)?.offset ?? 0;
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
