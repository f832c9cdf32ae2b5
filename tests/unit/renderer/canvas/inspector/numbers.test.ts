import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitWords, readNumber } from '../../../../../renderer/canvas/inspector/readNumber.ts';
import { clampToRange, sliderPosition, sliderValue } from '../../../../../renderer/canvas/inspector/sliderScale.ts';
import { fieldOf } from '../settings/builders.ts';

const samples = fieldOf('blender_still', 'samples');

describe('a slider', () => {
  it('begins and ends at the limits, wherever the pointer is', () => {
    expect([sliderValue(samples, -1), sliderValue(samples, 0)]).toEqual([1, 1]);
    expect([sliderValue(samples, 1), sliderValue(samples, 7)]).toEqual([65536, 65536]);
    expect(sliderPosition(samples, 0)).toBe(0);
    expect(sliderPosition(samples, 1e9)).toBe(1);
  });

  it('is straight for a narrow range and gives small values of a wide one most of the way', () => {
    expect(sliderPosition(fieldOf('encode_video', 'quality'), 25)).toBe(0.25);
    expect(sliderPosition(samples, 128)).toBeGreaterThan(0.4);
    expect(sliderPosition(samples, 128)).toBeLessThan(0.5);
  });

  it('finds every value of every range again', () => {
    const range = fc
      .record({ min: fc.integer({ min: -100, max: 100 }), width: fc.integer({ min: 1, max: 100_000 }) })
      .map(({ min, width }) => ({ min, max: min + width, integer: true }));
    fc.assert(
      fc.property(range, fc.double({ min: 0, max: 1, noNaN: true }), (limits, share) => {
        const value = clampToRange(limits, limits.min + share * (limits.max - limits.min));
        expect(sliderValue(limits, sliderPosition(limits, value))).toBe(value);
      }),
    );
  });

  it('never runs backwards', () => {
    const positions = Array.from({ length: 200 }, (_, step) => sliderValue(samples, step / 199));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
  });

  it('stands still where there is nothing to choose', () => {
    expect(sliderPosition({ min: 5, max: 5, integer: true }, 5)).toBe(0);
  });
});

describe('a number that is typed', () => {
  it('may be computed, with a comma or with its unit', () => {
    expect(readNumber('128*2', samples)).toEqual({ ok: true, value: 256 });
    expect(readNumber('1920/2 px', fieldOf('blender_still', 'width'))).toEqual({ ok: true, value: 960 });
    expect(readNumber('22,5', fieldOf('blender_turntable', 'degrees'))).toEqual({ ok: true, value: 22.5 });
  });

  it('is rounded where only whole numbers count', () => {
    expect(readNumber('100/3', samples)).toEqual({ ok: true, value: 33 });
  });

  it('is refused outside its limits and when it is none, with the value and what to do', () => {
    expect(readNumber('70000', samples)).toEqual({
      ok: false,
      problem: 'Samples 70000 is outside the limits: 1 to 65\u202f536.',
    });
    expect(readNumber('many', samples)).toMatchObject({ ok: false, problem: expect.stringContaining('‘many’') });
  });

  it('has limits in words', () => {
    expect(limitWords({ min: 0, max: Infinity, integer: true })).toBe('at least 0');
    expect(limitWords({ min: -Infinity, max: 0.5, integer: false })).toBe('at most 0.50');
    expect(limitWords({ min: -Infinity, max: Infinity, integer: false })).toBeNull();
  });
});
