import { describe, expect, it } from 'vitest';
import { renderTimeWords } from '../../../../../renderer/canvas/inspector/renderTimeWords.ts';
import type { RenderTime } from '../../../../../shared/domain/renderTime.ts';

const time = (nodeType: string, engine: RenderTime['engine'], renders: number): RenderTime => ({
  ...{ nodeType, engine, renders, fixedSeconds: 2, secondsPerMegasample: engine === 'cycles' ? 0.5 : 0.01 },
});
const times = [
  time('blender_still', 'cycles', 14),
  time('blender_still', 'eevee', 1),
  time('cad_thumbnail', 'cycles', 3),
];
const set = (values: Record<string, number | string>) => (name: string) => values[name];
const still = { width: 1000, height: 1000, samples: 72, engine: 'cycles' };

describe('what a node takes as it is set', () => {
  it('is judged by its own type and engine', () => {
    expect(renderTimeWords('blender_still', set(still), times)).toBe('Takes about 38\u00a0s, from 14 renders.');
    expect(renderTimeWords('blender_still', set({ ...still, engine: 'eevee' }), times)).toBe(
      'Takes about 3\u00a0s, from 1 render.',
    );
    const { engine: _, ...thumbnail } = still;
    expect(renderTimeWords('cad_thumbnail', set(thumbnail), times)).toBe('Takes about 38\u00a0s, from 3 renders.');
  });

  it('grows with the pictures of a turntable', () => {
    const turning = [time('blender_turntable', 'cycles', 2)];
    expect(renderTimeWords('blender_turntable', set({ ...still, frames: 100 }), turning)).toBe(
      'Takes about 1\u00a0h, from 2 renders.',
    );
  });

  it('is not told where nothing is known', () => {
    expect(renderTimeWords('blender_turntable', set(still), times)).toBeNull();
    expect(renderTimeWords('blender_still', set({ samples: 4 }), times)).toBeNull();
  });
});
