import { describe, expect, it } from 'vitest';
import { byteRange } from '../../../electron/app/byteRange.ts';

describe('byteRange of a file of 100 bytes', () => {
  it.each([
    ['bytes=0-9', { start: 0, end: 9 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-500', { start: 0, end: 99 }],
    ['bytes=99-500', { start: 99, end: 99 }],
  ])('%s is a part', (header, part) => expect(byteRange(header, 100)).toEqual(part));

  it.each([null, '', 'bytes=-', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=9-3', 'bytes=a-b'])(
    '%s is no range that is served: the whole file',
    (header) => expect(byteRange(header, 100)).toBe('whole'),
  );

  it.each(['bytes=100-', 'bytes=500-600', 'bytes=-0'])('%s lies outside', (header) =>
    expect(byteRange(header, 100)).toBe('unsatisfiable'),
  );

  it('nothing can be cut out of an empty file', () => expect(byteRange('bytes=0-', 0)).toBe('unsatisfiable'));
});
