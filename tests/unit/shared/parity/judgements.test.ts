import { describe, expect, it } from 'vitest';
import type { PictureMetrics, VideoMetrics } from '../../../../shared/domain/comparison.ts';
import { compareBlendText } from '../../../../shared/parity/compareBlendText.ts';
import { compareConditions, compareInputs } from '../../../../shared/parity/compareConditions.ts';
import { defaultThresholds } from '../../../../shared/parity/defaultThresholds.ts';
import { judgeBlend } from '../../../../shared/parity/judgeBlend.ts';
import { judgePictures } from '../../../../shared/parity/judgePictures.ts';
import { judgeVideo } from '../../../../shared/parity/judgeVideo.ts';
import type { Judgement } from '../../../../shared/parity/judgement.ts';
import { withNoiseFloor } from '../../../../shared/parity/noiseFloor.ts';
import { worstVerdict } from '../../../../shared/parity/worstVerdict.ts';

const thresholds = defaultThresholds('still_image');

const equal: PictureMetrics = {
  width: 1920,
  height: 1080,
  channels: 3,
  depth: 8,
  pixelHashEqual: true,
  meanDelta: 0,
  shareOverThreshold: 0,
  threshold: 8,
  windowDensity: 0,
  windowSize: 8,
  windowAt: null,
  p95: 0,
  p99: 0,
  maxDelta: 0,
};

const told = ({ verdict, reasons }: Judgement): string => [verdict, ...reasons.map(({ code }) => code)].join(' ');
const judged = (change: Partial<PictureMetrics>, limits = thresholds): string =>
  told(judgePictures({ ...equal, pixelHashEqual: false, ...change }, limits));

describe('a pair of pictures', () => {
  it('with every pixel equal passes', () => {
    expect(told(judgePictures(equal, thresholds))).toBe('pass pixels.equal');
  });

  it('with a few samples that round the other way passes as noise; with all of them brighter it does not', () => {
    expect(judged({ maxDelta: 1, meanDelta: 0.004 })).toBe('pass pixels.within_noise');
    expect(judged({ maxDelta: 1, meanDelta: 0.9 })).toBe('warn pixels.above_warn');
  });

  it('that differs by less than anyone sees, but by more than noise, is a warning', () => {
    expect(judged({ maxDelta: 5, meanDelta: 0.0001 })).toBe('warn pixels.above_warn');
  });

  it('that lacks a bolt fails although its mean is next to nothing', () => {
    const metrics = { maxDelta: 80, meanDelta: 0.002, shareOverThreshold: 0.00004, windowDensity: 1 };
    expect(judged({ ...metrics, windowAt: [1200, 400] })).toBe('fail pixels.local_difference');
  });

  it('that differs everywhere fails by its mean, and by the share of its pixels', () => {
    expect(judged({ maxDelta: 6, meanDelta: 3 })).toBe('fail pixels.above_fail');
    expect(judged({ maxDelta: 90, meanDelta: 2, shareOverThreshold: 0.12, windowDensity: 0.4 })).toBe(
      'fail pixels.local_difference pixels.above_fail pixels.above_fail',
    );
  });

  it('passes up to the noise that was measured, and not beyond', () => {
    const limits = { ...thresholds, noiseFloor: { maxDelta: 3, meanDelta: 0.2 } };
    expect(judged({ maxDelta: 3, meanDelta: 0.2 }, limits)).toBe('pass pixels.within_noise');
    expect(judged({ maxDelta: 4, meanDelta: 0.2 }, limits)).toBe('warn pixels.above_warn');
    expect(judged({ maxDelta: 3, meanDelta: 0.3 }, limits)).toBe('warn pixels.above_warn');
  });

  it('says where it differs and which limit it breaks', () => {
    const { reasons } = judgePictures(
      { ...equal, maxDelta: 80, meanDelta: 0.1, windowDensity: 0.5, windowAt: [12, 34] },
      thresholds,
    );
    expect(reasons[0]?.message).toBe(
      '50 % of the pixels differ by more than 8 of 255 in a window of 8 x 8 pixels at 12, 34 (the limit is 10 %).',
    );
  });

  it('of a graphics card has the floor of graphics cards only when both sides come from one', () => {
    const card = { deviceUsed: 'GPU CUDA Some Card' };
    const cpu = { deviceUsed: 'CPU' };
    const noisy = { maxDelta: 1, meanDelta: 0.03 };
    expect(judged(noisy, withNoiseFloor(thresholds, card, card))).toBe('pass pixels.within_noise');
    expect(judged(noisy, withNoiseFloor(thresholds, card, cpu))).toBe('warn pixels.above_warn');
    expect(judged(noisy, withNoiseFloor(thresholds, cpu, cpu))).toBe('warn pixels.above_warn');
    const measured = { ...thresholds, noiseFloor: { maxDelta: 0, meanDelta: 0 } };
    expect(withNoiseFloor(measured, card, card)).toBe(measured);
  });
});

describe('a pair of videos', () => {
  const still = { meanDelta: 0, maxDelta: 0, shareOverThreshold: 0, windowDensity: 0 };
  const video = (change: Partial<VideoMetrics> = {}): VideoMetrics => ({
    frames: [2, 2],
    fps: [24, 24],
    worstFrame: 1,
    perFrame: [
      { frame: 1, ...still },
      { frame: 2, ...still },
    ],
    worst: equal,
    ...change,
  });
  const frames = (second: Partial<VideoMetrics['perFrame'][number]>): Partial<VideoMetrics> => ({
    perFrame: [
      { frame: 1, ...still },
      { frame: 2, ...still, ...second },
    ],
  });

  it.each<[string, Partial<VideoMetrics>, string]>([
    ['every frame equal', {}, 'pass pixels.equal'],
    ['a frame less', { frames: [2, 1] }, 'fail frames.count_differs'],
    ['another rate', { fps: [24, 25] }, 'fail frames.rate_differs'],
    ['a rate that was rounded', { fps: [24, 24.02] }, 'pass pixels.equal'],
    ['rounding in one frame', frames({ maxDelta: 1, meanDelta: 0.001 }), 'pass pixels.within_noise'],
    [
      'a bolt that is missing in one frame',
      frames({ maxDelta: 90, meanDelta: 0.001, windowDensity: 0.9 }),
      'fail pixels.local_difference frames.worst_above',
    ],
    [
      'a share of pixels in a frame that is not the worst',
      frames({ maxDelta: 20, meanDelta: 0.1, shareOverThreshold: 0.01, windowDensity: 0.05 }),
      'fail pixels.above_fail frames.worst_above',
    ],
    ['no frame compared', { worst: null, worstFrame: null, perFrame: [] }, 'inconclusive evidence.comparator_failed'],
    ['a frame left out', { perFrame: [{ frame: 1, ...still }] }, 'inconclusive evidence.comparator_failed'],
  ])('%s', (_name, change, expected) => {
    expect(told(judgeVideo(video(change), thresholds))).toBe(expected);
  });
});

describe('a pair of .blend files', () => {
  it('with equal text passes, whatever the order of its lines', () => {
    const metrics = compareBlendText(['object a', 'object b'], ['object b', 'object a']);
    expect(metrics).toEqual({ onlyControl: [], onlyCandidate: [], lines: [2, 2] });
    expect(told(judgeBlend(metrics))).toBe('pass blend.equal');
  });

  it('fails when a line stands once where it stood twice', () => {
    const metrics = compareBlendText(['instance', 'instance'], ['instance']);
    expect(metrics.onlyControl).toEqual(['instance']);
    expect(told(judgeBlend(metrics))).toBe('fail blend.differs');
  });

  it('without a line is no evidence', () => {
    expect(told(judgeBlend(compareBlendText([], [])))).toBe('inconclusive evidence.comparator_failed');
  });

  it('of ten thousand differences lists the first two hundred', () => {
    const lines = Array.from({ length: 10_000 }, (_, line) => `object ${line}`);
    const metrics = compareBlendText(lines, ['another']);
    expect(metrics.onlyControl).toEqual(lines.slice(0, 200));
    expect(metrics.lines).toEqual([10_000, 1]);
  });
});

describe('conditions', () => {
  const core = {
    blenderVersion: '4.5.15',
    deviceUsed: 'CPU',
    engine: 'CYCLES',
    samples: 32,
    seed: 7,
    width: 64,
    height: 36,
    frames: null,
  };

  it('that agree give no reason and are all recorded', () => {
    const { conditions, reasons } = compareConditions(core, { ...core });
    expect(reasons).toEqual([]);
    expect(conditions.map(({ field }) => field)).toEqual(Object.keys(core));
    expect(conditions.every(({ equal: same }) => same)).toBe(true);
  });

  it.each([
    ['blenderVersion', '4.5.14', 'conditions.blender_differs'],
    ['deviceUsed', 'GPU CUDA Some Card', 'conditions.device_differs'],
    ['engine', 'BLENDER_EEVEE_NEXT', 'conditions.engine_differs'],
    ['samples', 64, 'conditions.samples_differ'],
    ['seed', 8, 'conditions.seed_differs'],
    ['seed', null, 'conditions.seed_differs'],
    ['width', 65, 'conditions.size_differs'],
    ['height', 37, 'conditions.size_differs'],
    ['frames', 12, 'conditions.frames_differ'],
  ])('%s %s: %s', (field, value, code) => {
    const { reasons } = compareConditions(core, { ...core, [field]: value });
    expect(reasons.map((reason) => reason.code)).toEqual([code]);
  });

  it('are the inputs too', () => {
    const inputs = { cadSha256: 'a', templateSha256: 'b', materialsSha256: 'c' };
    expect(compareInputs(inputs, { ...inputs }).reasons).toEqual([]);
    expect(compareInputs(inputs, { ...inputs, cadSha256: 'x' }).reasons[0]?.code).toBe('conditions.inputs_differ');
    const [one, other] = ['a'.repeat(64), 'b'.repeat(64)];
    const { reasons, conditions } = compareInputs({ ...inputs, cadSha256: one }, { ...inputs, cadSha256: other });
    expect(reasons[0]?.message).toBe('Not the same CAD file: control aaaaaaaaaaaa…, candidate bbbbbbbbbbbb….');
    expect(conditions[0], 'the whole of both').toMatchObject({ control: one, candidate: other });
  });
});

describe('the worst verdict', () => {
  it('of nothing is inconclusive, and nothing hides a failure', () => {
    expect(worstVerdict([])).toBe('inconclusive');
    expect(worstVerdict(['pass', 'pass'])).toBe('pass');
    expect(worstVerdict(['pass', 'warn'])).toBe('warn');
    expect(worstVerdict(['warn', 'inconclusive'])).toBe('inconclusive');
    expect(worstVerdict(['fail', 'inconclusive', 'pass'])).toBe('fail');
  });
});
