import { median } from './median.ts';

export interface TimedWork {
  /** In millions of samples of one pixel. */
  readonly megasamples: number;
  readonly seconds: number;
}

export interface FittedTime {
  readonly fixedSeconds: number;
  readonly secondsPerMegasample: number;
}

/** Works that are less far apart say nothing of what work takes: what differs between them is noise. */
const LEAST_RATIO = 4;

/**
 * The straight line through what renders took, by the medians of all slopes and of all starts (Theil and Sen): a render
 * that had to start Blender, or ran beside others, does not bend it. Works of one size give a line through nothing at no
 * work. null without any.
 */
export function fitRenderTime(works: readonly TimedWork[]): FittedTime | null {
  const slopes = works.flatMap((one, index) =>
    works
      .slice(index + 1)
      .filter((other) => isFarApart(one, other))
      .map((other) => (other.seconds - one.seconds) / (other.megasamples - one.megasamples)),
  );
  const slope = median(slopes) ?? median(works.map(({ seconds, megasamples }) => seconds / megasamples));
  if (slope === null) return null;
  const secondsPerMegasample = Math.max(0, slope);
  const starts = works.map(({ seconds, megasamples }) => seconds - secondsPerMegasample * megasamples);
  return { fixedSeconds: Math.max(0, median(starts) ?? 0), secondsPerMegasample };
}

function isFarApart({ megasamples: one }: TimedWork, { megasamples: other }: TimedWork): boolean {
  return Math.max(one, other) >= Math.min(one, other) * LEAST_RATIO;
}
