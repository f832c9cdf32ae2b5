import { describe, expect, it } from 'vitest';
import { compareAction } from '../../../../renderer/compare/compareKeys.ts';
import { heatFits, heatReason, overlayReason } from '../../../../renderer/compare/compareMode.ts';
import { comparability, conditionRows } from '../../../../renderer/compare/conditionRows.ts';
import { frameAfter, frameAtShare, movedFrame, timeOfFrame } from '../../../../renderer/compare/filmTime.ts';
import { frameBars } from '../../../../renderer/compare/frameBars.ts';
import { heatGradient, heatPlace } from '../../../../renderer/compare/heatLegend.ts';
import { observerProgress } from '../../../../renderer/compare/observerProgress.ts';
import { pairKind } from '../../../../renderer/compare/pairKind.ts';
import { pairSides } from '../../../../renderer/compare/pairSides.ts';
import { movedWipe, wipeAt, wipeWords } from '../../../../renderer/compare/wipe.ts';
import { compareConditions } from '../../../../shared/parity/compareConditions.ts';
import { at, comparison, coreFields, detail, node, observer } from '../runs/builders.ts';

describe('the wipe', () => {
  it('moves by 1 %, with Shift by 10 %, and stays in the pane', () => {
    expect(movedWipe(0.5, 'ArrowLeft', false)).toBe(0.49);
    expect(movedWipe(0.5, 'ArrowRight', true)).toBe(0.6);
    expect(movedWipe(0.99, 'ArrowRight', true)).toBe(1);
    expect([movedWipe(0.5, 'Home', false), movedWipe(0.5, 'End', false)]).toEqual([0, 1]);
    expect(movedWipe(0.5, 'ArrowUp', false)).toBeNull();
  });

  it('comes back to where it was after as many steps the other way', () => {
    let share = 0.5;
    for (let step = 0; step < 30; step += 1) share = movedWipe(share, 'ArrowRight', false) ?? share;
    for (let step = 0; step < 3; step += 1) share = movedWipe(share, 'ArrowLeft', true) ?? share;
    expect(share).toBe(0.5);
  });

  it('says what is seen on either side', () => {
    expect(wipeWords(wipeAt(0.4712))).toBe('Control 47 %, candidate 53 %');
    expect(wipeWords(wipeAt(-3))).toBe('Control 0 %, candidate 100 %');
  });
});

describe('the frames of two films', () => {
  it('are asked for in the middle of their time, at every rate', () => {
    for (const rate of [12, 23.976, 24, 25, 29.97, 60]) {
      for (const frame of [1, 2, 47, 48]) expect(timeOfFrame(frame, rate) * rate).toBeCloseTo(frame - 0.5, 9);
    }
  });

  it('lie equally wide under the pointer', () => {
    expect([0, 0.249, 0.25, 0.999, 1, 7].map((share) => frameAtShare(share, 4))).toEqual([1, 1, 2, 4, 4, 4]);
  });

  it('follow each other at the speed of the film, and begin again at its end', () => {
    expect([0, 0.03, 0.05, 0.5].map((seconds) => frameAfter(1, seconds, 24, 48))).toEqual([1, 1, 2, 13]);
    expect(frameAfter(48, 1 / 24 + 0.001, 24, 48)).toBe(1);
    expect(frameAfter(10, 2, 24, 48)).toBe(10);
    expect(frameAfter(1, 60, 24, 1)).toBe(1);
  });

  it('are stepped through by keys, within what there is', () => {
    expect(movedFrame(1, 'ArrowLeft', false, 48)).toBe(1);
    expect(movedFrame(10, 'ArrowRight', true, 48)).toBe(20);
    expect(movedFrame(45, 'PageUp', false, 48)).toBe(48);
    expect([movedFrame(9, 'Home', false, 48), movedFrame(9, 'End', false, 48)]).toEqual([1, 48]);
    expect(movedFrame(9, 'x', false, 48)).toBeNull();
  });

  it('are drawn by what made one of them the worst', () => {
    const frame = (number: number, meanDelta: number, windowDensity: number) => ({
      ...{ frame: number, meanDelta, windowDensity },
      ...{ maxDelta: 0, shareOverThreshold: 0 },
    });
    const dense = frameBars({ perFrame: [frame(1, 3, 0.1), frame(2, 0.5, 0.4)] });
    expect(dense.label).toBe('Densest window per frame');
    expect(dense.bars.map((bar) => bar.height)).toEqual([0.25, 1]);
    const mean = frameBars({ perFrame: [frame(1, 0.02, 0), frame(2, 0.01, 0)] });
    expect(mean).toEqual({
      label: 'Mean delta per frame',
      bars: [
        { frame: 1, height: 1, words: '0.02' },
        { frame: 2, height: 0.5, words: '0.01' },
      ],
    });
    expect(frameBars({ perFrame: [frame(1, 0, 0)] }).bars[0]?.height).toBe(0);
  });
});

describe('the two that are compared', () => {
  const core = coreFields();

  it('are looked at by what their files are', () => {
    expect(pairKind(['still.png', 'candidate.png'], 'still_image')).toBe('picture');
    expect(pairKind([null, 'candidates/x/output.webm'], 'turntable_video')).toBe('film');
    expect(pairKind(['spin.gif', 'spin.gif'], 'turntable_video')).toBe('loop');
    expect(pairKind(['scene.blend', null], 'blend_asset')).toBe('scene');
    expect(pairKind(['deep.exr', 'deep.exr'], 'still_image')).toBe('file');
    expect(pairKind([null, null], 'turntable_video')).toBe('film');
  });

  it('are never laid over each other when one is missing, or when they cannot be held', () => {
    expect(overlayReason('picture', true)).toBeNull();
    expect(overlayReason('picture', false)).toBe('There is only one side to look at');
    expect(overlayReason('loop', true)).toContain('GIF');
    expect(overlayReason('scene', true)).toBe('Scenes are compared as text');
  });

  it('have a heat map only where pixels were compared, and a film only at its worst frame', () => {
    const source = { heatMapUrl: 'media://heatmap/r', kind: 'picture', worstFrame: null, compared: true } as const;
    expect(heatReason(source)).toBeNull();
    expect(heatReason({ ...source, heatMapUrl: null })).toBe('This comparison made no heat map');
    expect(heatReason({ ...source, heatMapUrl: null, compared: false })).toContain('not compared yet');
    expect(heatFits({ kind: 'film', worstFrame: 7 }, 7)).toBe(true);
    expect(heatFits({ kind: 'film', worstFrame: 7 }, 8)).toBe(false);
  });

  it('say who made them and how long it took, and are read anew when they were made anew', () => {
    const run = detail({
      ...{ mode: 'shadow', outputUrl: 'media://run/r', workflow: { id: 'w', name: 'Still', revision: 13 } },
      observer: observer({ candidateUrl: 'media://candidate/r', core: { width: 640, height: 360 } }),
    });
    const first = pairSides(run, null);
    expect(first.control).toMatchObject({
      title: 'Control',
      mode: 'legacy',
      fileName: 'still.png',
      url: 'media://run/r',
    });
    expect(first.candidate).toMatchObject({ title: 'Candidate r13', mode: 'graph', size: { width: 640, height: 360 } });
    expect(first.candidate.duration).toBe('1:00');
    const again = pairSides({ ...run, observer: observer({ ...run.observer, comparison: comparison() }) }, null);
    expect(again.candidate.url).not.toBe(first.candidate.url);
    expect(pairSides({ ...run, observer: observer() }, null).candidate.url).toBeNull();
  });

  it('are comparable when nothing differs, and the line says what they share', () => {
    const { conditions } = compareConditions(core, { ...core, frames: null });
    expect(comparability(conditions)).toEqual({
      ...{ comparable: false, title: 'Not comparable.' },
      text: 'Frames: 1 in the control, unknown in the candidate.',
    });
    const equal = comparability(compareConditions(core, core).conditions);
    expect(equal).toEqual({
      ...{ comparable: true, title: 'Comparable.' },
      text: 'Same seed 7, CPU, Blender 4.5.1, cycles, 128 samples, 1920 × 1080, 1 frame.',
    });
  });

  it('list what differs first, and leave out what applies to neither', () => {
    const other = { ...core, seed: 8, frames: null };
    const rows = conditionRows(compareConditions({ ...core, frames: null }, other).conditions);
    expect(rows[0]).toMatchObject({ label: 'Seed', control: '7', candidate: '8', equal: false });
    expect(rows.map((row) => row.label)).not.toContain('Frames');
  });

  it('say how far the observer is by its nodes', () => {
    const steps = [
      node('a', { state: 'reused' }),
      node('b', { label: 'Beauty', state: 'running', startedAt: at(0), endedAt: null }),
      node('c', { state: 'waiting' }),
    ];
    expect(observerProgress({ steps })).toEqual({ done: 1, total: 3, current: 'Beauty' });
  });
});

describe('the legend of the heat map', () => {
  it('gives faint differences most of its room, and gets lighter all the way', () => {
    expect([heatPlace(0), heatPlace(255), heatPlace(999)]).toEqual([0, 1, 1]);
    expect(heatPlace(8)).toBeGreaterThan(0.15);
    const light = [...heatGradient().matchAll(/rgb\((\d+) (\d+) (\d+)\)/g)].map(
      ([, red, green, blue]) => 0.2126 * Number(red) + 0.7152 * Number(green) + 0.0722 * Number(blue),
    );
    expect(light).toHaveLength(25);
    expect(light).toEqual(light.toSorted((one, other) => one - other));
  });
});

describe('keys of the compare viewer', () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}, mode = 'sideBySide', letters = true) =>
    compareAction(
      { ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }, ...more },
      { mode, letters },
    );

  it('choose the layout, the heat map and the zoom', () => {
    expect(['s', 'W', 'f', 'h', 'n', '0', '1', '+', '=', '-'].map((key) => press(key)?.do)).toEqual([
      ...['sideBySide', 'wipe', 'flicker', 'heat', 'part', 'fit', 'actualSize', 'zoomIn', 'zoomIn', 'zoomOut'],
    ]);
    expect([press('n'), press('N', { shiftKey: true }), press('Escape')]).toEqual([
      { do: 'part', by: 1 },
      { do: 'part', by: -1 },
      { do: 'noPart' },
    ]);
    expect([press('['), press(']'), press('p')]).toEqual([
      { do: 'frame', by: -1 },
      { do: 'frame', by: 1 },
      { do: 'play' },
    ]);
  });

  it('move the wipe where there is one, else the picture, and with Ctrl always the picture', () => {
    expect(press('ArrowLeft', { shiftKey: true }, 'wipe')).toEqual({ do: 'moveWipe', key: 'ArrowLeft', large: true });
    expect(press('ArrowUp', {}, 'wipe')).toEqual({ do: 'pan', x: 0, y: 64 });
    expect(press('ArrowLeft')).toEqual({ do: 'pan', x: 64, y: 0 });
    expect(press('ArrowLeft', { ctrlKey: true }, 'wipe')).toEqual({ do: 'pan', x: 64, y: 0 });
  });

  it('leave letters alone when they are switched off, and everything that belongs to others', () => {
    expect(press('w', {}, 'sideBySide', false)).toBeNull();
    expect(press('ArrowLeft', {}, 'wipe', false)).not.toBeNull();
    expect(press(' ')).toBeNull();
    expect(press(' ', {}, 'flicker')).toEqual({ do: 'swap' });
    expect([press('1', { ctrlKey: true }), press('w', { altKey: true }), press('x')]).toEqual([null, null, null]);
  });
});
