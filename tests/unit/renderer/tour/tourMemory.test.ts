import { beforeEach, describe, expect, it, vi } from 'vitest';
import { requestTour, requestTourOnce, takeTour } from '../../../../renderer/tour/tourMemory.ts';
import { tourSteps } from '../../../../renderer/tour/tourSteps.ts';

describe('the tour of the canvas', () => {
  beforeEach(() => {
    const kept = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    });
    return () => vi.unstubAllGlobals();
  });

  it('has five steps, each of which says what does it without a mouse', () => {
    expect(tourSteps).toHaveLength(5);
    expect(tourSteps.every((step) => step.keys.length > 0 && step.targets.length > 0)).toBe(true);
  });

  it('does not start on a canvas that nobody was led to', () => {
    expect(takeTour()).toBe(false);
  });

  it('starts by itself once, and never again', () => {
    requestTourOnce();
    expect([takeTour(), takeTour()]).toEqual([true, false]);
    requestTourOnce();
    expect(takeTour()).toBe(false);
  });

  it('starts again whenever a person asks for it', () => {
    requestTour();
    expect(takeTour()).toBe(true);
    requestTour();
    expect(takeTour()).toBe(true);
  });
});
