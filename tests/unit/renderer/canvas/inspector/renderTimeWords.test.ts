import { describe, expect, it } from 'vitest';
import { renderTimeWords } from '../../../../../renderer/canvas/inspector/renderTimeWords.ts';
import type { RenderTime } from '../../../../../shared/domain/renderTime.ts';
import { tinyOf, tinySheet, tinyOutputType } from '../../../../support/tinyOutputType.ts';

const time = (nodeType: string, change: Partial<RenderTime> = {}): RenderTime => ({
  ...{ nodeType, engine: 'cycles', device: 'cpu', renders: 14, megasamples: [10, 100] },
  ...{ fixedSeconds: 2, secondsPerMegasample: 0.5 },
  ...change,
});
const still = { width: 1000, height: 1000, samples: 72, engine: 'cycles', device: 'cpu' };
const words = (values: Record<string, number | string | undefined>, times: readonly RenderTime[], rest = {}) =>
  renderTimeWords({
    ...{ nodeType: 'blender_still', names: Object.keys(values), valueOf: (name: string) => values[name] },
    ...{ outputType: tinyOutputType, times, ...rest },
  });

describe('what a node takes as it is set', () => {
  it('is judged by its own type, engine and device', () => {
    const times = [
      time('blender_still'),
      time('blender_still', { engine: 'eevee', secondsPerMegasample: 0.01, renders: 1 }),
      time('blender_still', { device: 'gpu', fixedSeconds: 1, secondsPerMegasample: 0.05 }),
    ];
    expect(words(still, times)).toBe('Takes about 38\u00a0s, from 14 renders.');
    expect(words({ ...still, engine: 'eevee' }, times)).toBe('Takes about 3\u00a0s, from 1 render.');
    expect(words({ ...still, device: 'gpu' }, times)).toBe('Takes about 5\u00a0s, from 14 renders.');
    expect(words({ ...still, device: 'auto' }, times), 'a card where there is one').toMatch(/about 5/);
    expect(words({ ...still, device: 'auto' }, times.slice(0, 2))).toMatch(/about 38/);
    expect(words({ ...still, engine: undefined }, times)).toBeNull();
  });

  it('takes from the output type what the node cannot say', () => {
    const { width, height, samples } = still;
    const times = [time('cad_thumbnail')];
    const thumbnail = { nodeType: 'cad_thumbnail' };
    expect(words({ width, height, samples }, times, thumbnail)).toMatch(/about 38/);
    const eevee = tinyOf({ code: 'eevee', renderer: { ...tinyOutputType.renderer, engine: 'eevee' } });
    expect(words({ width, height, samples }, times, { ...thumbnail, outputType: eevee })).toBeNull();
    expect(words({ width, height, samples }, times, { ...thumbnail, outputType: null })).toBeNull();
  });

  it('grows with the pictures of a turntable, and is not told for several angles', () => {
    const turning = [time('blender_turntable', { megasamples: [1000, 10_000], renders: 2 })];
    const turntable = { nodeType: 'blender_turntable' };
    expect(words({ ...still, frames: 100 }, turning, turntable)).toBe('Takes about 1\u00a0h, from 2 renders.');
    expect(words({ ...still, frames: undefined }, turning, turntable)).toBeNull();
    expect(words(still, [time('blender_still')], { outputType: tinySheet })).toBeNull();
  });

  it('is not told where nothing like it is known', () => {
    expect(words(still, [time('blender_turntable')])).toBeNull();
    expect(words({ ...still, width: undefined }, [time('blender_still')])).toBeNull();
    expect(words(still, [time('blender_still', { megasamples: [0.5, 1] })]), 'far more work').toBeNull();
    expect(words(still, [time('blender_still', { megasamples: [500, 900] })]), 'far less').toBeNull();
  });
});
