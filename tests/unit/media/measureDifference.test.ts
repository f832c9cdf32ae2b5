import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SampledPicture } from '../../../electron/media/decodeSamples.ts';
import { heatMap } from '../../../electron/media/heatMap.ts';
import { measureDifference } from '../../../electron/media/measureDifference.ts';

const limits = { threshold: 8, windowSize: 3 };

function picture(width: number, samples: number[], depth: 8 | 16 = 8, channels = 3): SampledPicture {
  const height = samples.length / channels / width;
  return {
    width,
    height,
    channels,
    depth,
    samples: depth === 8 ? Uint8Array.from(samples) : Uint16Array.from(samples),
  };
}

/** Two pictures of one kind; often alike, so that windows are neither empty nor full. */
const pairs = fc
  .record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 9 }),
    channels: fc.integer({ min: 1, max: 4 }),
    depth: fc.constantFrom<8 | 16>(8, 16),
  })
  .chain(({ width, height, channels, depth }) => {
    const sample = fc.integer({ min: 0, max: 2 ** depth - 1 });
    const samples = fc.array(sample, { minLength: width * height * channels, maxLength: width * height * channels });
    const changes = fc.array(fc.tuple(fc.nat(width * height * channels - 1), sample), { maxLength: 12 });
    return fc.tuple(samples, changes).map(([control, changed]) => {
      const candidate = [...control];
      for (const [at, value] of changed) candidate[at] = value;
      return [picture(width, control, depth, channels), picture(width, candidate, depth, channels)] as const;
    });
  });

/** Slowly and plainly. */
function densestByCounting(deltas: Uint16Array, width: number, height: number, limit: number, size: number): number {
  const [across, down] = [Math.min(size, width), Math.min(size, height)];
  let most = 0;
  for (let top = 0; top + down <= height; top += 1) {
    for (let left = 0; left + across <= width; left += 1) {
      let inside = 0;
      for (let row = top; row < top + down; row += 1) {
        for (let column = left; column < left + across; column += 1) {
          if (deltas[row * width + column]! > limit) inside += 1;
        }
      }
      most = Math.max(most, inside / (across * down));
    }
  }
  return most;
}

describe('the difference of two pictures', () => {
  it('is the same whichever comes first', () => {
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        expect(measureDifference(one, other, limits)).toEqual(measureDifference(other, one, limits));
      }),
    );
  });

  it('is zero when, and only when, every sample is equal', () => {
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        const { metrics } = measureDifference(one, other, limits);
        const isEqual = one.samples.every((sample, at) => sample === other.samples[at]);
        expect(metrics.maxDelta === 0).toBe(isEqual);
        expect(metrics.meanDelta === 0).toBe(isEqual);
        expect(measureDifference(one, one, limits).metrics).toMatchObject({
          maxDelta: 0,
          meanDelta: 0,
          windowAt: null,
        });
      }),
    );
  });

  it('finds the densest window exactly', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 6 }), ([one, other], windowSize) => {
        const { metrics, deltas } = measureDifference(one, other, { threshold: 8, windowSize });
        const limit = one.depth === 16 ? 8 * 257 : 8;
        expect(metrics.windowDensity).toBe(densestByCounting(deltas, one.width, one.height, limit, windowSize));
      }),
    );
  });

  it('orders its figures: no percentile above the maximum, no share above one', () => {
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        const { p95, p99, maxDelta, meanDelta, shareOverThreshold } = measureDifference(one, other, limits).metrics;
        expect(p95).toBeLessThanOrEqual(p99);
        expect(p99).toBeLessThanOrEqual(maxDelta);
        expect(meanDelta).toBeLessThanOrEqual(maxDelta);
        expect(maxDelta).toBeLessThanOrEqual(255);
        expect(shareOverThreshold).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is counted in steps of 255 at 16 bits too', () => {
    const deep = measureDifference(picture(1, [0, 0, 0], 16), picture(1, [257 * 9, 0, 0], 16), limits).metrics;
    const plain = measureDifference(picture(1, [0, 0, 0]), picture(1, [9, 0, 0]), limits).metrics;
    expect(deep).toEqual({ ...plain, depth: 16 });
    expect(plain).toMatchObject({ maxDelta: 9, meanDelta: 3, shareOverThreshold: 1, windowDensity: 1 });
  });

  it('says where the densest window stands, and takes percentiles of pixels', () => {
    const control = picture(20, Array<number>(20 * 10 * 3).fill(100));
    const samples = Uint8Array.from(control.samples);
    for (const pixel of [5 * 20 + 12, 5 * 20 + 13, 6 * 20 + 12, 6 * 20 + 13]) samples[pixel * 3 + 1] = 160;
    const { metrics } = measureDifference(control, { ...control, samples }, { threshold: 8, windowSize: 2 });
    expect(metrics).toMatchObject({ windowDensity: 1, windowAt: [12, 5], p95: 0, p99: 60, maxDelta: 60 });
    expect(metrics.shareOverThreshold).toBe(4 / 200);
  });
});

describe('a heat map', () => {
  it('is black where nothing differs and lighter with every step', () => {
    const map = heatMap(
      Uint16Array.from({ length: 256 }, (_, delta) => delta),
      16,
      16,
      8,
    );
    const lightness = Array.from({ length: 256 }, (_, at) => {
      const [red = 0, green = 0, blue = 0] = map.data.subarray(at * 3, at * 3 + 3);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    });
    expect(lightness[0]).toBe(0);
    expect(lightness[1]).toBeGreaterThan(10);
    for (let step = 1; step < 256; step += 1) expect(lightness[step]).toBeGreaterThanOrEqual(lightness[step - 1]!);
    expect(new Set(lightness).size).toBeGreaterThan(180);
  });

  it('shows a difference of less than a step of 255', () => {
    expect(heatMap(Uint16Array.from([1]), 1, 1, 16).data[0]).toBeGreaterThan(0);
  });
});
