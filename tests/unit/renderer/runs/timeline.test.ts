import { describe, expect, it } from 'vitest';
import type { RunStep } from '../../../../shared/domain/run.ts';
import { layOutTimeline } from '../../../../renderer/runs/timeline.ts';

const at = (seconds: number): string => new Date(Date.UTC(2026, 0, 1, 10, 0, 0) + seconds * 1000).toISOString();
const step = (key: string, from: number | null, to: number | null): RunStep => ({
  key,
  label: key,
  state: 'done',
  why: '',
  startedAt: from === null ? null : at(from),
  endedAt: to === null ? null : at(to),
  error: null,
});

describe('layOutTimeline', () => {
  it('puts steps on one axis that begins with the first', () => {
    //  prepare ██░░░░░░░░  0..2
    //  render  ░░████████  2..10
    const { span, bars } = layOutTimeline([step('prepare', 5, 7), step('render', 7, 15)], 0);
    expect(span).toBe(10);
    expect(bars.get('prepare')).toMatchObject({ start: 0, width: 0.2 });
    expect(bars.get('render')).toMatchObject({ start: 0.2, width: 0.8 });
  });

  it('lets a running step end now, and gives one that has not begun no bar', () => {
    const { bars } = layOutTimeline([step('render', 0, null), step('publish', null, null)], new Date(at(4)).getTime());
    expect(bars.get('render')?.seconds).toBe(4);
    expect(bars.has('publish')).toBe(false);
  });

  it.each([
    [3, ['0 s', '1 s', '2 s']],
    [40, ['0 s', '10 s', '20 s', '30 s']],
    [130, ['0 s', '30 s', '1 min', '1:30', '2 min']],
  ])('marks round times on an axis of %s s', (seconds, labels) => {
    expect(layOutTimeline([step('a', 0, seconds)], 0).ticks.map((tick) => tick.label)).toEqual(labels);
  });

  it('has an axis when nothing has begun', () => {
    expect(layOutTimeline([], 0)).toMatchObject({ span: 1 });
  });
});
