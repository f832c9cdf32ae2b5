import { describe, expect, it } from 'vitest';
import type { RunLogLine } from '../../../../shared/domain/run.ts';
import { filterMedia } from '../../../../renderer/media/filterMedia.ts';
import { movedTile } from '../../../../renderer/media/movedTile.ts';
import { choicesOf, filterRuns } from '../../../../renderer/runs/filterRuns.ts';
import { historyGroups } from '../../../../renderer/runs/historyGroups.ts';
import { linesOfStep } from '../../../../renderer/runs/linesOfStep.ts';
import { mergeLogLines } from '../../../../renderer/runs/mergeLogLines.ts';
import { at, node, run, step as stepOf } from './builders.ts';

const line = (seq: number, at = '2026-01-01T10:00:00.000Z', source = 'blender'): RunLogLine => ({
  ...{ seq, at, source },
  level: 'info',
  text: `line ${seq}`,
});

describe('the log of a run', () => {
  it('joins what was written with what is written now, each line once and in order', () => {
    const known = [line(0), line(1), line(2)];
    const seqs = (lines: readonly RunLogLine[]): number[] => lines.map(({ seq }) => seq);
    expect(seqs(mergeLogLines(known, [line(3)]))).toEqual([0, 1, 2, 3]);
    expect(seqs(mergeLogLines([line(3), line(4)], known))).toEqual([0, 1, 2, 3, 4]);
    expect(seqs(mergeLogLines(known, [line(2), line(3)]))).toEqual([0, 1, 2, 3]);
    expect(mergeLogLines(known, [])).toBe(known);
  });

  it('is narrowed to a step by source, else by the time in which it ran', () => {
    const step = stepOf('render_still', { startedAt: at(1), endedAt: at(2) });
    const lines = [0, 1, 2, 3].map((second) => line(second, at(second)));
    expect(linesOfStep(lines, step)).toEqual(lines.slice(1, 3));
    expect(linesOfStep(lines, { ...step, endedAt: null })).toEqual(lines.slice(1));
    expect(linesOfStep(lines, { ...step, startedAt: null, endedAt: null })).toEqual([]);
    const own = line(4, '2026-01-01T09:00:00.000Z', 'render_still');
    expect(linesOfStep([...lines, own], step)).toEqual([own]);
  });

  it('is narrowed to a node by its name only: nodes run beside each other, and beside the fixed pipeline', () => {
    const said = [line(0, at(1), 'node:beauty'), line(1, at(1), 'node:working_file'), line(2, at(1), 'blender')];
    const ran = { startedAt: at(0), endedAt: at(2) };
    expect(linesOfStep(said, node('beauty', ran))).toEqual([said[0]]);
    expect(linesOfStep(said, node('notify', ran))).toEqual([]);
    expect(linesOfStep(said, stepOf('beauty', ran))).toEqual([said[2]]);
  });
});

describe('the list of runs', () => {
  it('is narrowed by every filter at once, and offers what occurs', () => {
    const still = run({ id: 'a' });
    const shadow = run({ id: 'b', mode: 'shadow' });
    const web = run({ id: 'c', outputTypeId: 'web', outputTypeName: 'Web preview' });
    const all = [still, shadow, web];
    expect(filterRuns(all, { query: 'roller', mode: null, outputTypeId: 'catalogue' })).toEqual([still, shadow]);
    expect(filterRuns(all, { query: '', mode: 'shadow', outputTypeId: 'web' })).toEqual([]);
    expect(choicesOf(all, (each) => ({ value: each.outputTypeId, label: each.outputTypeName }))).toEqual([
      { value: 'catalogue', label: 'Catalogue still', count: 2 },
      { value: 'web', label: 'Web preview', count: 1 },
    ]);
  });

  it('tells history by the days on which runs ended, newest first', () => {
    const on = (day: number, hour: number): string => new Date(2026, 0, day, hour).toISOString();
    const runs = [
      run({ id: 'old', endedAt: on(2, 9) }),
      run({ id: 'late', endedAt: on(10, 9) }),
      run({ id: 'early', endedAt: on(10, 8) }),
      run({ id: 'before', endedAt: on(9, 23) }),
    ];
    const groups = historyGroups(runs, new Date(2026, 0, 10, 12));
    expect(groups.map((group) => [group.label, ...group.runs.map(({ id }) => id)])).toEqual([
      ['Today', 'late', 'early'],
      ['Yesterday', 'before'],
      ['2 Jan', 'old'],
    ]);
  });
});

describe('the media library', () => {
  it('moves in a grid: along the row, between rows in the same column, never out of it', () => {
    expect(movedTile('ArrowRight', 0, 7, 3)).toBe(1);
    expect(movedTile('ArrowDown', 1, 7, 3)).toBe(4);
    expect(movedTile('ArrowDown', 5, 7, 3)).toBe(5);
    expect(movedTile('ArrowUp', 1, 7, 3)).toBe(1);
    expect(movedTile('ArrowRight', 6, 7, 3)).toBe(6);
    expect(movedTile('End', 0, 7, 3)).toBe(6);
    expect(movedTile('x', 0, 7, 3)).toBeNull();
    expect(movedTile('End', 0, 0, 3)).toBeNull();
  });

  it('finds pictures by file, product, output type and run', () => {
    const asset = {
      ...{ id: 'm', productId: 'p', productName: 'Roller bearing', outputTypeId: 'o', outputTypeName: 'Still' },
      ...{ runId: 'r', runNumber: 'R-0007', kind: 'still_image' as const, mode: 'legacy' as const, url: '' },
      ...{ role: 'primary' as const, assetType: 'still' as const },
      ...{ thumbnailUrl: '', fileName: 'roller.png', bytes: 1, width: 1, height: 1, sha256: '', pixelHash: null },
      createdAt: '2026-01-01T10:00:00.000Z',
    };
    const any = { productId: null, outputTypeId: null };
    expect(filterMedia([asset], { ...any, query: 'r-0007 still' })).toEqual([asset]);
    expect(filterMedia([asset], { ...any, query: 'roller mesh' })).toEqual([]);
    expect(filterMedia([asset], { ...any, query: '', productId: 'q' })).toEqual([]);
  });
});
