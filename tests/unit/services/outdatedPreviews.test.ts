import { describe, expect, it } from 'vitest';
import { outdatedPreviews, previewBytes } from '../../../electron/services/outdatedPreviews.ts';
import type { PreviewResult } from '../../../electron/persistence/repositories/keptFileRepository.ts';

const day = (number: number): string => `2026-03-${String(number).padStart(2, '0')}T12:00:00.000Z`;
const preview = (usedOn: number, ...files: [string, number][]): PreviewResult => ({
  key: `day ${usedOn}`,
  usedAt: day(usedOn),
  files: files.map(([sha256, bytes]) => ({ sha256, bytes })),
});
const limits = { keepSince: day(5), recentSince: day(20), budgetBytes: 1000 };
const nothing = new Set<string>();
const outdated = (previews: PreviewResult[], change: Partial<typeof limits> = {}, lasting = nothing): string[] =>
  outdatedPreviews(previews, lasting, { ...limits, ...change }).map(({ key }) => key);

describe('previews', () => {
  it('go when nobody has used them for too long, also those without files', () => {
    expect(outdated([preview(3), preview(4, ['a', 1]), preview(5, ['b', 1])])).toEqual(['day 3', 'day 4']);
  });

  it('go by the time of use until the rest is within the budget', () => {
    const previews = [preview(6, ['a', 400]), preview(7, ['b', 400]), preview(8, ['c', 400]), preview(9, ['d', 500])];
    expect(outdated(previews)).toEqual(['day 6', 'day 7']);
    expect(outdated(previews, { budgetBytes: 1700 })).toEqual([]);
  });

  it('that share a file free it with the last of them', () => {
    const previews = [preview(6, ['a', 800]), preview(7, ['a', 800], ['a', 800]), preview(8, ['b', 800])];
    expect(previewBytes(previews, nothing)).toBe(1600);
    expect(outdated(previews)).toEqual(['day 6', 'day 7']);
  });

  it('stay where they would free nothing: something lasting has their files', () => {
    const lasting = new Set(['a']);
    const previews = [preview(6, ['a', 900]), preview(7), preview(8, ['b', 1200])];
    expect(previewBytes(previews, lasting)).toBe(1200);
    expect(outdated(previews, {}, lasting)).toEqual(['day 8']);
    expect(outdated([preview(4, ['a', 900])], {}, lasting)).toEqual(['day 4']);
  });

  it('of the last hour stay, however large they are', () => {
    expect(outdated([preview(19, ['a', 1]), preview(20, ['b', 5000])])).toEqual(['day 19']);
  });
});
