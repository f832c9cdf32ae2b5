import type { ComparisonReason, PictureMetrics, Thresholds, VideoMetrics } from '../domain/comparison.ts';
import { type Judgement, figure } from './judgement.ts';
import { judgePictures } from './judgePictures.ts';

/** Containers keep times in milliseconds or hundredths of a second: rates closer than this are the same. */
const RATE_TOLERANCE = 0.005;

/**
 * What the differences of a pair of videos mean: the container first, then the frames. Every frame counts, so what is
 * judged is the worst of each figure over all frames, not the worst frame alone.
 */
export function judgeVideo(metrics: VideoMetrics, thresholds: Thresholds): Judgement {
  const container = containerReasons(metrics);
  if (container.length > 0) return { verdict: 'fail', reasons: container };
  if (!metrics.worst || metrics.perFrame.length === 0 || metrics.perFrame.length !== metrics.frames[0]) {
    const message = `${metrics.perFrame.length} of ${metrics.frames[0]} frames were compared.`;
    return { verdict: 'inconclusive', reasons: [{ code: 'evidence.comparator_failed', message }] };
  }
  const judgement = judgePictures(envelope(metrics.perFrame, metrics.worst), thresholds);
  if (judgement.verdict === 'pass') return judgement;
  const message = `Frame ${metrics.worstFrame} of ${metrics.frames[0]} differs most.`;
  return { ...judgement, reasons: [...judgement.reasons, { code: 'frames.worst_above', message }] };
}

function containerReasons({ frames, fps }: VideoMetrics): ComparisonReason[] {
  const reasons: ComparisonReason[] = [];
  if (frames[0] !== frames[1]) {
    const message = `The control has ${frames[0]} frames, the candidate ${frames[1]}.`;
    reasons.push({ code: 'frames.count_differs', message });
  }
  if (Math.abs(fps[0] - fps[1]) > RATE_TOLERANCE * Math.max(fps[0], fps[1])) {
    const message = `The control plays at ${figure(fps[0])} frames a second, the candidate at ${figure(fps[1])}.`;
    reasons.push({ code: 'frames.rate_differs', message });
  }
  return reasons;
}

function envelope(perFrame: VideoMetrics['perFrame'], worst: PictureMetrics): PictureMetrics {
  const highest = (field: Exclude<keyof VideoMetrics['perFrame'][number], 'frame'>): number =>
    perFrame.reduce((found, frame) => Math.max(found, frame[field]), 0);
  return {
    ...worst,
    meanDelta: highest('meanDelta'),
    maxDelta: highest('maxDelta'),
    shareOverThreshold: highest('shareOverThreshold'),
    windowDensity: highest('windowDensity'),
  };
}
