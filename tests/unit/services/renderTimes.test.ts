import { describe, expect, it } from 'vitest';
import { nodeCatalogueOf } from '../../../electron/nodes/nodeCatalogueOf.ts';
import { createNodeRegistry } from '../../../electron/nodes/registry.ts';
import { fitRenderTime } from '../../../electron/services/fitRenderTime.ts';
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

  it('is in proportion to the work when only one work is known, and nothing without any', () => {
    const equal = [
      { megasamples: 10, seconds: 5 },
      { megasamples: 10.5, seconds: 4 },
    ];
    const fit = fitRenderTime(equal);
    expect(fit?.secondsPerMegasample).toBeCloseTo(0.5);
    expect(fitRenderTime([])).toBeNull();
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

  it('is told by node type and engine, from what Blender really used', () => {
    const rendered = (engine: string, samples: number, rest = {}) => ({
      image: {
        type: 'image',
        data: { width: 1000, height: 1000, made: { actual: { engine, samples } }, ...rest },
        files: [],
      },
    });
    const kept: Record<string, { outputs: unknown; seconds: number }[]> = {
      blender_still: [
        { outputs: rendered('CYCLES', 10), seconds: 7 },
        { outputs: rendered('CYCLES', 40), seconds: 22 },
        { outputs: rendered('BLENDER_EEVEE_NEXT', 10), seconds: 1 },
        { outputs: { image: { type: 'image', data: { width: 5, height: 5, made: null } } }, seconds: 1 },
        { outputs: 'not what it should be', seconds: 1 },
      ],
      blender_turntable: [{ outputs: { frames: rendered('CYCLES', 10, { count: 24 }).image }, seconds: 120 }],
    };
    const times = renderTimes({ recentTimed: (type, limit) => (kept[type] ?? []).slice(0, limit) }, definitions);
    expect(times).toEqual([
      { nodeType: 'blender_still', engine: 'cycles', fixedSeconds: 2, secondsPerMegasample: 0.5, renders: 2 },
      { nodeType: 'blender_still', engine: 'eevee', fixedSeconds: 0, secondsPerMegasample: 0.1, renders: 1 },
      { nodeType: 'blender_turntable', engine: 'cycles', fixedSeconds: 0, secondsPerMegasample: 0.5, renders: 1 },
    ]);
  });
});
