import { describe, expect, it } from 'vitest';
import { layOutTimeline, type Interval } from '../../../../renderer/runs/timeline.ts';
import { at } from './builders.ts';

const span = (id: string, from: number, to: number | null): Interval => ({
  id,
  from: at(from),
  to: to === null ? null : at(to),
});
const msAt = (seconds: number): number => Date.parse(at(seconds));

describe('layOutTimeline', () => {
  it('puts steps on one axis that begins with the first', () => {
    //  prepare ██░░░░░░░░  0..2
    //  render  ░░████████  2..10
    const { span: axis, bars, breaks } = layOutTimeline([span('prepare', 5, 7), span('render', 7, 15)], [], 0);
    expect(axis).toBe(10);
    expect(bars.get('prepare')).toMatchObject({ start: 0, width: 0.2 });
    expect(bars.get('render')).toMatchObject({ start: 0.2, width: 0.8 });
    expect(breaks).toEqual([]);
  });

  it('lets a running step end now', () => {
    expect(layOutTimeline([span('render', 0, null)], [], msAt(4)).bars.get('render')?.seconds).toBe(4);
  });

  it.each([
    [3, ['0 s', '1 s', '2 s']],
    [40, ['0 s', '10 s', '20 s', '30 s']],
    [130, ['0 s', '30 s', '1 min', '1:30', '2 min']],
  ])('marks round times on an axis of %s s', (seconds, labels) => {
    expect(layOutTimeline([span('a', 0, seconds)], [], 0).ticks.map((tick) => tick.label)).toEqual(labels);
  });

  it('has an axis when nothing has begun', () => {
    expect(layOutTimeline([], [], 0)).toMatchObject({ span: 1, ticks: [] });
  });

  it('shows short waits as long as they were, and counts from the first work', () => {
    //  wait   ▒▒░░░░░░░░  0..2
    //  render ░░████████  2..10
    const { bars, breaks, ticks } = layOutTimeline([span('render', 2, 10)], [span('wait', 0, 2)], 0);
    expect(bars.get('wait')).toMatchObject({ start: 0, width: 0.2 });
    expect(breaks).toEqual([]);
    expect(ticks[0]).toEqual({ at: 0.2, label: '0 s' });
  });

  it('shortens a night between control and observer to a fifth of the work, and says when it goes on', () => {
    const night = 8 * 3600;
    const work = [span('control', 0, 50), span('observer', 50 + night, 100 + night)];
    const { span: axis, bars, breaks, ticks } = layOutTimeline(work, [span('wait', 50, 50 + night)], 0);
    expect(axis).toBe(120);
    expect(bars.get('wait')).toMatchObject({ start: 50 / 120, width: 20 / 120, seconds: night });
    expect(bars.get('observer')).toMatchObject({ start: 70 / 120, width: 50 / 120, seconds: 50 });
    expect(breaks).toEqual([60 / 120]);
    expect(ticks.map(({ label }) => label)).toEqual(['0 s', '30 s', expect.stringMatching(/^\d\d:00:50$/)]);
  });

  it('takes steps that run beside each other as one time of work', () => {
    const { span: axis, breaks } = layOutTimeline([span('a', 0, 10), span('b', 2, 4), span('c', 10, 12)], [], 0);
    expect(axis).toBe(12);
    expect(breaks).toEqual([]);
  });

  it('shows a wait without any work, without counting', () => {
    const { bars, ticks } = layOutTimeline([], [span('wait', 0, null)], msAt(90));
    expect(bars.get('wait')).toEqual({ start: 0, width: 1, seconds: 90 });
    expect(ticks).toEqual([]);
  });
});
