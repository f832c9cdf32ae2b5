import { describe, expect, it } from 'vitest';
import { nodeCatalogueOf } from '../../../electron/nodes/nodeCatalogueOf.ts';
import { createNodeRegistry } from '../../../electron/nodes/registry.ts';
import { fitRenderTime } from '../../../electron/services/fitRenderTime.ts';
import type { TimedResult } from '../../../electron/persistence/repositories/nodeResultRepository.ts';
import { renderTimes } from '../../../electron/services/renderTimes.ts';

const definitions = nodeCatalogueOf(createNodeRegistry()).list();
const line = (works: readonly number[]) => works.map((work) => ({ megasamples: work, seconds: 2 + 0.5 * work }));

describe('what rendering takes', () => {
  it('is a start and a rate, which one render that had to wait does not bend', () => {
    expect(fitRenderTime(line([1, 10, 40]))).toEqual({ fixedSeconds: 2, secondsPerMegasample: 0.5 });
    const late = { megasamples: 10, seconds: 300 };
    const fit = fitRenderTime([...line([1, 2, 10, 20, 40, 80]), late]);
    expect(fit?.secondsPerMegasample).toBeCloseTo(0.5);
    expect(fit?.fixedSeconds).toBeCloseTo(2);
  });

  it('is in proportion to the work when only works of one size are known, and nothing without any', () => {
    const equal = [
      { megasamples: 10, seconds: 5 },
      { megasamples: 12, seconds: 4 },
      { megasamples: 11, seconds: 5.5 },
    ];
    expect(fitRenderTime(equal)?.secondsPerMegasample).toBeCloseTo(0.5);
    expect(fitRenderTime([])).toBeNull();
  });

  it('does not take the noise of many quick previews for what samples take', () => {
    const quick = Array.from({ length: 28 }, (_, index) => ({
      megasamples: 0.5 + (index % 3) * 0.2,
      seconds: 3.5 + ((index * 7) % 10) / 10,
    }));
    const whole = [
      { megasamples: 265, seconds: 60 },
      { megasamples: 265, seconds: 58 },
    ];
    const fit = fitRenderTime([...quick, ...whole])!;
    const seconds = fit.fixedSeconds + fit.secondsPerMegasample * 265;
    expect(seconds).toBeGreaterThan(55);
    expect(seconds).toBeLessThan(65);
    expect(fit.fixedSeconds).toBeGreaterThan(3);
  });

  it('is never less than nothing, whatever was measured', () => {
    const backwards = [
      { megasamples: 1, seconds: 50 },
      { megasamples: 100, seconds: 1 },
    ];
    expect(fitRenderTime(backwards)).toEqual({ fixedSeconds: 50, secondsPerMegasample: 0 });
    const steep = [
      { megasamples: 10, seconds: 1 },
      { megasamples: 100, seconds: 100 },
    ];
    expect(fitRenderTime(steep)?.fixedSeconds).toBe(0);
  });

  it('is told by node type, engine and device, from what Blender really used', () => {
    const rendered = (engine: string, samples: number, rest = {}, device = 'CPU') => ({
      image: {
        data: { width: 1000, height: 1000, made: { actual: { engine, device, samples } }, ...rest },
        ...{ type: 'image', files: [] },
      },
    });
    const runs: Record<string, TimedResult[]> = {
      blender_still: [
        { outputs: rendered('CYCLES', 40), seconds: 22 },
        { outputs: rendered('CYCLES', 40, {}, 'GPU'), seconds: 4 },
        { outputs: rendered('BLENDER_EEVEE_NEXT', 10), seconds: 1 },
        { outputs: { image: { type: 'image', data: { width: 5, height: 5, made: null } } }, seconds: 1 },
        { outputs: 'not what it should be', seconds: 1 },
      ],
      blender_turntable: [{ outputs: { frames: rendered('CYCLES', 10, { count: 24 }).image }, seconds: 120 }],
    };
    const quick: typeof runs = { blender_still: [{ outputs: rendered('CYCLES', 10), seconds: 7 }] };
    const times = renderTimes(
      { recentTimed: ({ nodeType, alike, limit }) => ((alike ? quick : runs)[nodeType] ?? []).slice(0, limit) },
      definitions,
    );
    const still = { nodeType: 'blender_still', engine: 'cycles', device: 'cpu' };
    expect(times).toEqual([
      { ...still, fixedSeconds: 2, secondsPerMegasample: 0.5, megasamples: [10, 40], renders: 2 },
      { ...still, device: 'gpu', fixedSeconds: 0, secondsPerMegasample: 0.1, megasamples: [40, 40], renders: 1 },
      { ...still, engine: 'eevee', fixedSeconds: 0, secondsPerMegasample: 0.1, megasamples: [10, 10], renders: 1 },
      {
        ...{ ...still, nodeType: 'blender_turntable', fixedSeconds: 0, secondsPerMegasample: 0.5 },
        ...{ megasamples: [240, 240], renders: 1 },
      },
    ]);
  });
});
