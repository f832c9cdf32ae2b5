import { describe, expect, it } from 'vitest';
import {
  formatPartShare,
  nextPart,
  noPartsReason,
  partCount,
  partRows,
} from '../../../../renderer/compare/partRows.ts';
import { whereMostLies } from '../../../../renderer/runs/whereMostLies.ts';
import type { Comparison, DifferingPart } from '../../../../shared/domain/comparison.ts';
import { comparison } from '../runs/builders.ts';

const part = (partKey: string, pixels: number, differing: number): DifferingPart => ({
  ...{ partKey, name: partKey.split('-')[0]!, material: 'Steel, ground', pixels, differing },
  ...{ maxDelta: 100, box: [1, 2, 3, 4] },
});
const parts: Comparison['parts'] = {
  ...{ known: true, parts: 18 },
  differing: [part('roller-04', 40, 40), part('cage-01', 4000, 30)],
  backdrop: { pixels: 100_000, differing: 20, maxDelta: 12, box: [0, 0, 50, 1] },
};

describe('the list of parts that differ', () => {
  it('has a row for each, and one for the backdrop at its end', () => {
    expect(partRows(parts).map(({ name, material, share }) => [name, material, share])).toEqual([
      ['roller', 'Steel, ground', 1],
      ['cage', 'Steel, ground', 0.0075],
      ['Backdrop', '', 0.0002],
    ]);
    expect(partCount(parts)).toBe('2 of 18');
    expect(partRows(null)).toEqual([]);
    expect(partCount({ ...parts, parts: 900, more: 700 })).toBe('702 of 900');
    expect(partCount({ known: false, reason: 'No.' })).toBeNull();
    expect(partCount({ known: true, parts: 0, differing: [], backdrop: null })).toBe('0');
  });

  it('calls parts that share a name by their keys', () => {
    const differing = [part('roller-04', 40, 40), part('cage-01', 40, 30), part('roller-11', 40, 20)];
    const names = partRows({ ...parts, differing, backdrop: null }).map(({ name }) => name);
    expect(names).toEqual(['roller-04', 'cage', 'roller-11']);
  });

  it('is gone through in a circle, to both sides', () => {
    const rows = partRows(parts);
    const names = (key: string | null, by: 1 | -1) => nextPart(rows, key, by)?.name;
    expect([names(null, 1), names('roller-04', 1), names(rows[2]!.key, 1)]).toEqual(['roller', 'cage', 'roller']);
    expect([names(null, -1), names('roller-04', -1), names('cage-01', -1)]).toEqual(['Backdrop', 'Backdrop', 'roller']);
    expect(nextPart([], null, 1)).toBeNull();
  });

  it('says why there is none', () => {
    const reason = (change: Partial<Comparison>, kind: Parameters<typeof noPartsReason>[1] = 'picture') =>
      noPartsReason(comparison(change), kind);
    expect(reason({})).toBeNull();
    expect(reason({ parts: { known: false, reason: 'Parts could not be told: No.' } })).toBe(
      'Parts could not be told: No.',
    );
    expect(reason({ parts: null })).toContain('before parts were told');
    expect(reason({ parts: null, metrics: null })).toContain('pixels were not compared');
    expect(reason({ parts: null }, 'film')).toBe('Parts are told for stills only.');
    expect(reason({ parts: null }, 'scene')).toBe('There are no pixels to tell parts by.');
  });
});

it('a share is never rounded to nothing or to everything', () => {
  expect([1, 0.9999, 0.5, 0.01, 0.0001].map((share) => formatPartShare(share).replace(/\u00a0/g, ' '))).toEqual([
    ...['100 %', '99 %', '50 %', '1 %', '< 1 %'],
  ]);
});

describe('where most of a difference lies', () => {
  it('is said when more than half of it lies in one place, and claims no more', () => {
    const with_ = (differing: DifferingPart[]) => whereMostLies({ ...parts, differing });
    expect(with_([part('roller-04', 40, 40)])).toBe('Most of it lies in roller.');
    expect(with_([part('roller-04', 40, 40), part('cage-01', 90, 30)])).toBeNull();
    expect(with_([part('roller-04', 40, 4)])).toBe('Most of it lies in the backdrop.');
    expect(whereMostLies(null)).toBeNull();
    expect(whereMostLies({ ...parts, differing: [part('roller-04', 40, 40)], more: 1 })).toBeNull();
    const twins = [part('screw-04', 40, 40), part('screw-11', 90, 1)];
    expect(with_(twins), 'as the list beside it calls it').toBe('Most of it lies in screw-04.');
  });
});
