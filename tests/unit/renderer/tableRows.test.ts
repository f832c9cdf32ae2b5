import { describe, expect, it } from 'vitest';
import { movedIndex, rowsBetween, tableItems } from '../../../renderer/ui/tableRows.ts';

const groups = [
  { key: 'needs', label: 'Needs you', rows: ['R-1'] },
  { key: 'running', label: 'Running', rows: [] },
  { key: 'done', label: 'Finished', rows: ['R-2', 'R-3'] },
];
const keys = (closed: string[]): string[] => tableItems(groups, closed, (row) => row).map((item) => item.key);

describe('lines of a grouped table', () => {
  it('are heads and rows in order; empty groups have no line', () => {
    expect(keys([])).toEqual(['group:needs', 'R-1', 'group:done', 'R-2', 'R-3']);
  });

  it('of a closed group are its head only', () => {
    expect(keys(['done'])).toEqual(['group:needs', 'R-1', 'group:done']);
  });

  it('of a group without a label are its rows only', () => {
    expect(tableItems([{ key: 'all', label: '', rows: ['a'] }], [], (row) => row).map((item) => item.key)).toEqual([
      'a',
    ]);
  });

  it('between two lines are rows only, whichever way round', () => {
    const items = tableItems(groups, [], (row) => row);
    expect(rowsBetween(items, 1, 3)).toEqual(['R-1', 'R-2']);
    expect(rowsBetween(items, 3, 1)).toEqual(['R-1', 'R-2']);
  });
});

describe('moving through lines', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['j', 0, 1],
    ['ArrowDown', 9, 9],
    ['ArrowDown', -1, 0],
    ['ArrowUp', 0, 0],
    ['k', 5, 4],
    ['PageDown', 2, 7],
    ['PageDown', 8, 9],
    ['PageUp', 3, 0],
    ['Home', 7, 0],
    ['End', 2, 9],
  ])('%s leads from %d to %d', (key, from, to) => {
    expect(movedIndex(key, from, 10, 5)).toBe(to);
  });

  it('leaves other keys and empty tables alone', () => {
    expect(movedIndex('x', 0, 10, 5)).toBeNull();
    expect(movedIndex('ArrowDown', 0, 0, 5)).toBeNull();
  });
});
