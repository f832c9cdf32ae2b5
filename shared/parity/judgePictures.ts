import type { ComparisonReason, PictureMetrics, Thresholds } from '../domain/comparison.ts';
import { type Judgement, figure, percent } from './judgement.ts';
import { isNoise } from './noiseFloor.ts';

interface Finding {
  readonly words: string;
  readonly value: number;
  readonly warn: number;
  readonly fail: number;
  readonly written: (value: number) => string;
}

/**
 * What the differences of a pair of pictures mean. Noise is a pass; more than noise passes only where every limit of
 * the thresholds allows it. A mean alone never passes: a missing bolt in a big picture has a mean near zero.
 */
export function judgePictures(metrics: PictureMetrics, thresholds: Thresholds): Judgement {
  if (metrics.maxDelta === 0) return pass('pixels.equal', 'Every pixel is equal.');
  const size = `up to ${figure(metrics.maxDelta)} of 255, on average ${figure(metrics.meanDelta)}`;
  if (isNoise(metrics, thresholds.noiseFloor)) {
    return pass('pixels.within_noise', `The pictures differ by no more than noise: ${size}.`);
  }
  const over = `more than ${metrics.threshold} of 255`;
  const whole: Finding[] = [
    {
      words: `The pictures differ on average by ${figure(metrics.meanDelta)} of 255`,
      value: metrics.meanDelta,
      warn: thresholds.warnMean,
      fail: thresholds.failMean,
      written: figure,
    },
    {
      words: `${percent(metrics.shareOverThreshold)} of the pixels differ by ${over}`,
      value: metrics.shareOverThreshold,
      warn: thresholds.warnShare,
      fail: thresholds.failShare,
      written: percent,
    },
  ];
  const local: Finding = {
    words: `${percent(metrics.windowDensity)} of the pixels differ by ${over} ${placeOf(metrics)}`,
    value: metrics.windowDensity,
    warn: thresholds.warnDensity,
    fail: thresholds.failDensity,
    written: percent,
  };
  const failed = [
    ...reasons('pixels.local_difference', [local], 'fail'),
    ...reasons('pixels.above_fail', whole, 'fail'),
  ];
  if (failed.length > 0) return { verdict: 'fail', reasons: failed };
  const warned = reasons('pixels.above_warn', [local, ...whole], 'warn');
  if (warned.length > 0) return { verdict: 'warn', reasons: warned };
  return pass('pixels.within_noise', `The pictures differ by no more than the limits allow: ${size}.`);
}

function reasons(code: ComparisonReason['code'], findings: Finding[], level: 'warn' | 'fail'): ComparisonReason[] {
  return findings
    .filter((finding) => finding.value > finding[level])
    .map((finding) => ({ code, message: `${finding.words} (the limit is ${finding.written(finding[level])}).` }));
}

function placeOf({ windowAt, windowSize }: PictureMetrics): string {
  const window = `in a window of ${windowSize} x ${windowSize} pixels`;
  return windowAt ? `${window} at ${windowAt[0]}, ${windowAt[1]}` : window;
}

const pass = (code: ComparisonReason['code'], message: string): Judgement => ({
  verdict: 'pass',
  reasons: [{ code, message }],
});
