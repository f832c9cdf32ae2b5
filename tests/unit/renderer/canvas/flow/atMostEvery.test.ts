import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { atMostEvery } from '../../../../../renderer/canvas/flow/atMostEvery.ts';

describe('atMostEvery', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('acts once for a row of askings, and again for those that come later', () => {
    const act = vi.fn();
    const { ask } = atMostEvery(80, act);
    ask();
    vi.advanceTimersByTime(79);
    ask();
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(act).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    expect(act).toHaveBeenCalledTimes(1);
    ask();
    vi.advanceTimersByTime(80);
    expect(act).toHaveBeenCalledTimes(2);
  });

  it('leaves out what was asked for before it was stopped', () => {
    const act = vi.fn();
    const { ask, stop } = atMostEvery(80, act);
    ask();
    stop();
    vi.advanceTimersByTime(1000);
    expect(act).not.toHaveBeenCalled();
  });
});
