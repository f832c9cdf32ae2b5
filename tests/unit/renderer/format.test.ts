import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatCounted,
  formatDuration,
  formatEta,
  formatNumber,
  formatPercent,
  formatPixels,
  formatSize,
  formatTime,
  formatWhen,
} from '../../../renderer/ui/format.ts';

/** Spaces that do not break are written as plain ones here, so that the expectations can be read. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('numbers', () => {
  it.each([
    [0, 0, '0'],
    [999, 0, '999'],
    [1000, 0, '1 000'],
    [1234567, 0, '1 234 567'],
    [-4200, 0, '\u22124 200'],
    [12345.678, 2, '12 345.68'],
    [-0.0001, 1, '0.0'],
  ])('%d with %d decimals is %s', (value, digits, expected) => {
    expect(plain(formatNumber(value, digits))).toBe(expected);
  });

  it('separates thousands by a space that is thin and does not break', () => {
    expect(formatNumber(5000)).toBe('5\u202f000');
  });

  it('caps counts where there is no room', () => {
    expect([0, 999, 1000].map(formatCount)).toEqual(['0', '999', '999+']);
  });

  it('puts counts before nouns, zero too', () => {
    expect([0, 1, 146].map((count) => formatCounted(count, 'part'))).toEqual(['0 parts', '1 part', '146 parts']);
    expect(formatCounted(2, 'entry', 'entries')).toBe('2 entries');
  });

  it('rounds per cent down, so that 100 % means done', () => {
    expect([-1, 0, 0.999, 1, 2].map((share) => plain(formatPercent(share)))).toEqual([
      '0 %',
      '0 %',
      '99 %',
      '100 %',
      '100 %',
    ]);
  });
});

describe('durations', () => {
  it.each([
    [0.2, '0.2 s'],
    [38.44, '38.4 s'],
    [59.96, '1:00'],
    [91, '1:31'],
    [599, '9:59'],
    [900, '15 min'],
    [3600, '1 h'],
    [7500, '2 h 5 min'],
    [-1, 'unknown'],
    [Number.NaN, 'unknown'],
  ])('%d s is %s', (seconds, expected) => {
    expect(plain(formatDuration(seconds))).toBe(expected);
  });

  it.each([
    [null, 'no estimate yet'],
    [0.2, '1 s'],
    [16.2, '16 s'],
    [59.7, '1 min'],
    [370, '6 min'],
    [1260, '21 min'],
    [5400, '1 h 30 min'],
  ])('%s s are left: %s', (seconds, expected) => {
    expect(plain(formatEta(seconds))).toBe(expected);
  });
});

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [213_400, '213 kB'],
    [999_600, '1.0 MB'],
    [1_270_000, '1.3 MB'],
    [214e9, '214 GB'],
    [3.2e15, '3 200 TB'],
  ])('%d bytes are %s', (bytes, expected) => {
    expect(plain(formatBytes(bytes))).toBe(expected);
  });

  it('shows metres as millimetres and pixels as width × height', () => {
    expect(plain(formatSize([0.011, 0.011, 0.016]))).toBe('11.0 × 11.0 × 16.0 mm');
    expect(formatPixels(1920, 1080)).toBe('1920 × 1080');
  });
});

describe('times', () => {
  const now = new Date(2026, 10, 23, 9, 5, 0);
  const at = (...parts: [number, number, number, number, number, number?]): string => new Date(...parts).toISOString();

  it.each([
    [at(2026, 10, 23, 0, 0), 'today 00:00'],
    [at(2026, 10, 23, 21, 42), 'today 21:42'],
    [at(2026, 10, 22, 23, 59), 'yesterday 23:59'],
    [at(2026, 10, 21, 8, 7), '21 Nov 08:07'],
    [at(2025, 1, 3, 8, 7), '3 Feb 2025'],
  ])('%s is %s', (iso, expected) => {
    expect(formatWhen(iso, now)).toBe(expected);
  });

  it('uses 24 hours, with seconds on demand', () => {
    expect(formatTime(at(2026, 10, 23, 21, 4, 9))).toBe('21:04');
    expect(formatTime(at(2026, 10, 23, 21, 4, 9), true)).toBe('21:04:09');
  });
});
