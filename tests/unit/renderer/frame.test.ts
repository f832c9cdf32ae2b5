import { describe, expect, it } from 'vitest';
import { recoveryOptions } from '../../../renderer/recovery/recoveryChoices.ts';
import { runtimeName } from '../../../renderer/settings/runtimeWords.ts';
import { Announcer } from '../../../renderer/shell/announcer.ts';
import { cycleRegion } from '../../../renderer/shell/cycleRegion.ts';
import { queueWords } from '../../../renderer/shell/queueWords.ts';
import { describeError } from '../../../renderer/ui/describeError.ts';
import { filterLog } from '../../../renderer/ui/logFilter.ts';
import { splitMiddle } from '../../../renderer/ui/splitMiddle.ts';
import { clampSplit } from '../../../renderer/ui/splitSize.ts';
import type { BlenderRuntime } from '../../../shared/domain/blenderRuntime.ts';

describe('F6', () => {
  it('goes round the regions in both directions, and in from outside', () => {
    expect(cycleRegion(0, 4, 1)).toBe(1);
    expect(cycleRegion(3, 4, 1)).toBe(0);
    expect(cycleRegion(0, 4, -1)).toBe(3);
    expect(cycleRegion(-1, 4, 1)).toBe(0);
    expect(cycleRegion(-1, 4, -1)).toBe(3);
    expect(cycleRegion(-1, 0, 1)).toBe(-1);
  });
});

describe('the queue in words', () => {
  it.each([
    [{ paused: false, running: 0, waiting: 0 }, 'Queue is empty'],
    [{ paused: false, running: 2, waiting: 5 }, '2 running, 5 waiting'],
    [{ paused: true, running: 0, waiting: 5 }, 'Queue is paused, 5 waiting'],
    [{ paused: true, running: 0, waiting: 0 }, 'Queue is paused'],
  ])('%j is %s', (queue, words) => {
    expect(queueWords(queue)).toBe(words);
  });
});

describe('announcements', () => {
  it('come at once, then at most once per interval, joined', () => {
    const said: string[] = [];
    const later: (() => void)[] = [];
    const announcer = new Announcer(
      (text) => said.push(text),
      (run) => later.push(run),
    );
    announcer.announce('R-1 is rendering.');
    announcer.announce('R-1 is delivered.');
    announcer.announce('R-2 is rendering.');
    expect(said).toEqual(['R-1 is rendering.']);
    later.shift()?.();
    expect(said[1]).toBe('R-1 is delivered. R-2 is rendering.');
    later.shift()?.();
    expect(said).toHaveLength(2);
    for (const number of [3, 4, 5, 6, 7]) announcer.announce(`R-${number} waits.`);
    later.shift()?.();
    expect(said.slice(2)).toEqual(['R-3 waits.', 'R-4 waits. 3 more changes.']);
  });
});

describe('panels', () => {
  it('keep their size between limits and leave room for the main one', () => {
    const limits = { min: 200, max: 640, total: 1000, mainMin: 400 };
    expect(clampSplit(300, limits)).toBe(300);
    expect(clampSplit(100, limits)).toBe(200);
    expect(clampSplit(900, limits)).toBe(600);
    expect(clampSplit(900, { ...limits, total: 0 })).toBe(640);
    expect(clampSplit(300, { ...limits, total: 500 })).toBe(200);
  });
});

describe('long names', () => {
  it('keep their ends, from a separator on', () => {
    expect(splitMiddle('rivet_01')).toEqual({ head: 'rivet_01', tail: '' });
    expect(splitMiddle('cylindrical_roller_bearing_outer_ring_07')).toEqual({
      head: 'cylindrical_roller_bearing_outer',
      tail: '_ring_07',
    });
    const { head, tail } = splitMiddle('abcdefghijklmnopqrstuvwxyz');
    expect(head + tail).toBe('abcdefghijklmnopqrstuvwxyz');
    expect(tail).toHaveLength(8);
  });
});

describe('the log', () => {
  const line = (seq: number, level: 'debug' | 'info' | 'warn' | 'error', text: string, source = 'blender') => ({
    seq,
    at: '2026-11-23T09:00:00.000Z',
    level,
    source,
    text,
  });
  const lines = [line(1, 'debug', 'Loading'), line(2, 'info', 'Sample 1'), line(3, 'error', 'Out of memory', 'pool')];

  it('is filtered by level and by words in text or source', () => {
    expect(filterLog(lines, 'info', '').map((shown) => shown.seq)).toEqual([2, 3]);
    expect(filterLog(lines, 'debug', 'SAMPLE').map((shown) => shown.seq)).toEqual([2]);
    expect(filterLog(lines, 'debug', 'pool').map((shown) => shown.seq)).toEqual([3]);
  });
});

describe('copied details', () => {
  it('hold message, remedy, code and details', () => {
    expect(
      describeError({ code: 'cad.syntax', message: 'Line 3.', remedy: 'Export again.', details: { line: 3 } }),
    ).toBe('Line 3.\nExport again.\nCode: cad.syntax\n{\n  "line": 3\n}');
    expect(describeError({ code: 'a', message: 'b' })).toBe('b\nCode: a');
  });
});

describe('a database that does not open', () => {
  it('offers the newest backup first and the fresh start last', () => {
    const options = recoveryOptions({
      state: 'corrupt',
      path: '/home/db',
      message: 'Damaged.',
      backups: [
        { path: '/old', createdAt: '2026-11-01T00:00:00.000Z', bytes: 1 },
        { path: '/new', createdAt: '2026-11-20T00:00:00.000Z', bytes: 2 },
      ],
    });
    expect(options.map((option) => option.key)).toEqual(['/new', '/old', 'start_fresh']);
    expect(options[0]?.choice).toEqual({ action: 'restore', backupPath: '/new' });
  });
});

describe('the Blender in use', () => {
  const runtime = (id: string, usable: boolean): BlenderRuntime => ({
    id,
    kind: 'program',
    version: usable ? '4.5.15' : '',
    executable: `/opt/${id}`,
    prefixArguments: [],
    environment: {},
    origin: 'installed',
    usable,
    problem: null,
  });

  it('is named by its version, or by what it is', () => {
    expect(runtimeName(runtime('a', true))).toBe('Blender 4.5.15');
    expect(runtimeName(runtime('a', false))).toBe('Blender program');
  });
});
