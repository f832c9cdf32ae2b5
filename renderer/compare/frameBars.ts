import type { VideoMetrics } from '../../shared/domain/comparison.ts';
import { formatDelta, formatShare } from '../runs/ladderRows.ts';

interface FrameBar {
  readonly frame: number;
  /** 0..1 of the height of the chart. */
  readonly height: number;
  /** The measurement, with its unit. */
  readonly words: string;
}

export interface FrameBars {
  readonly label: string;
  readonly bars: readonly FrameBar[];
}

/**
 * How far the frames of two films are apart, by what makes a frame the worst: the densest window, or the mean where no
 * frame has a pixel over the threshold. The tallest bar is the worst frame.
 */
export function frameBars({ perFrame }: Pick<VideoMetrics, 'perFrame'>): FrameBars {
  const dense = perFrame.some((frame) => frame.windowDensity > 0);
  const values = perFrame.map((frame) => (dense ? frame.windowDensity : frame.meanDelta));
  const largest = Math.max(0, ...values);
  return {
    label: dense ? 'Densest window per frame' : 'Mean delta per frame',
    bars: perFrame.map(({ frame }, index) => {
      const value = values[index] ?? 0;
      const words = dense ? formatShare(value) : formatDelta(value);
      return { frame, height: largest > 0 ? value / largest : 0, words };
    }),
  };
}
