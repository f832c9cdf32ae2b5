import { expect, it } from 'vitest';
import { keepKnownParts } from '../../../../electron/runtime/shadow/keepKnownParts.ts';
import type { Comparison } from '../../../../shared/domain/comparison.ts';
import { comparison } from '../../renderer/runs/builders.ts';

const sides = {
  control: { sha256: 'a'.repeat(64), pixelHash: null },
  candidate: { sha256: 'b'.repeat(64), pixelHash: null },
};
const known: Comparison['parts'] = { known: true, parts: 3, differing: [], backdrop: null };
const unknown: Comparison['parts'] = { known: false, reason: 'Parts could not be told: The template was changed.' };
const before = comparison({ ...sides, parts: known });

it('keeps what was told of the same files by the same thresholds', () => {
  const after = comparison({ ...sides, parts: unknown, seconds: 9 });
  expect(keepKnownParts(before, after)).toEqual({ ...after, parts: known });
});

it('keeps nothing of other files or thresholds, or where nothing was told, and never hides what is told now', () => {
  const kept = (change: Partial<Comparison>, earlier: Comparison | null = before) =>
    keepKnownParts(earlier, comparison({ ...sides, parts: unknown, ...change })).parts;
  const other = { sha256: 'c'.repeat(64), pixelHash: null };
  expect(kept({ control: other })).toBe(unknown);
  expect(kept({ candidate: other })).toBe(unknown);
  expect(kept({ thresholds: { ...before.thresholds, threshold: 99 } })).toBe(unknown);
  expect(kept({}, null)).toBe(unknown);
  expect(kept({}, comparison({ ...sides, parts: unknown }))).toBe(unknown);
  const nothing = { sha256: null, pixelHash: null };
  expect(kept({ control: nothing }, comparison({ ...sides, control: nothing, parts: known }))).toBe(unknown);
  const told: Comparison['parts'] = { known: true, parts: 4, differing: [], backdrop: null };
  expect(kept({ parts: told })).toBe(told);
});
