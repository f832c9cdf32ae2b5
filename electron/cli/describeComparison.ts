import type { Comparison, PictureMetrics } from '../../shared/domain/comparison.ts';

const percent = (share: number): string => `${(share * 100).toFixed(3)} %`;
const hash = (value: string | null): string => (value === null ? 'none' : value.slice(0, 12));

function pictureLadder(metrics: PictureMetrics): string[] {
  const at = metrics.windowAt ? ` at ${metrics.windowAt.join(', ')}` : '';
  return [
    `  pixel hash          ${metrics.pixelHashEqual ? 'equal' : 'differs'}`,
    `  size                ${metrics.width} x ${metrics.height}, ${metrics.channels} channels, ${metrics.depth} bit`,
    `  mean delta          ${metrics.meanDelta.toFixed(4)} of 255`,
    `  pixels over ${String(metrics.threshold).padEnd(7)} ${percent(metrics.shareOverThreshold)}`,
    `  densest window      ${percent(metrics.windowDensity)} of ${metrics.windowSize} x ${metrics.windowSize}${at}`,
    `  p95 / p99 / maximum ${metrics.p95} / ${metrics.p99} / ${metrics.maxDelta}`,
  ];
}

function ladder(metrics: NonNullable<Comparison['metrics']>): string[] {
  const { picture, video, blend } = metrics;
  const frames = video && [
    `  frames              ${video.frames.join(' against ')} at ${video.fps.join(' against ')} per second`,
    `  worst frame         ${video.worstFrame ?? 'none'}`,
    ...(video.worst ? pictureLadder(video.worst) : []),
  ];
  const text = blend && [
    `  lines               ${blend.lines.join(' against ')}`,
    ...blend.onlyControl.map((line) => `  - ${line}`),
    ...blend.onlyCandidate.map((line) => `  + ${line}`),
  ];
  return [...(picture ? pictureLadder(picture) : []), ...(frames ?? []), ...(text ?? [])];
}

/** At most so many parts are named; the window shows all. */
const NAMED_PARTS = 10;

function differingParts(parts: Comparison['parts']): string[] {
  if (!parts) return [];
  if (!parts.known) return [`  ${parts.reason}`];
  const { differing, backdrop, more = 0 } = parts;
  const count = differing.length + more;
  const row = (name: string, region: { differing: number; pixels: number }): string =>
    `    ${name}: ${percent(region.differing / region.pixels)} of its pixels, ${region.differing}`;
  return [
    `  parts that differ   ${count}${parts.parts === 0 ? '' : ` of ${parts.parts}`}`,
    ...differing.slice(0, NAMED_PARTS).map((part) => row(part.partKey, part)),
    ...(count > NAMED_PARTS ? [`    and ${count - NAMED_PARTS} more`] : []),
    ...(backdrop ? [row('backdrop', backdrop)] : []),
  ];
}

/** Verdict, reasons and every rung of the ladder, for people. */
export function describeComparison(comparison: Comparison): string[] {
  const { verdict, reasons, control, candidate, fileHashEqual, metrics, conditions } = comparison;
  const unlike = conditions.filter((condition) => !condition.equal);
  const files = fileHashEqual === null ? 'not compared' : fileHashEqual ? 'equal' : 'differs';
  return [
    `verdict ${verdict}`,
    ...reasons.map((reason) => `  ${reason.code}: ${reason.message}`),
    ...unlike.map((one) => `  ${one.field}: control ${one.control}, candidate ${one.candidate}`),
    `  file hash           ${files} (control ${hash(control.sha256)}, candidate ${hash(candidate.sha256)})`,
    ...(metrics ? ladder(metrics) : []),
    ...differingParts(comparison.parts),
  ];
}
