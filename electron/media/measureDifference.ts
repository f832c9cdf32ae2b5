import type { PictureMetrics, Thresholds } from '../../shared/domain/comparison.ts';
import type { SampledPicture } from './decodeSamples.ts';

/** How far two pictures are apart. */
export interface Difference {
  readonly metrics: Omit<PictureMetrics, 'pixelHashEqual'>;
  /** The largest channel difference of each pixel, in steps of the depth. */
  readonly deltas: Uint16Array;
}

/** 65535 / 255: one step of 255 in a picture of 16 bits. */
const DEEP_STEP = 257;

/** Steps of the depth in one step of 255. */
export const stepOf = ({ depth }: Pick<SampledPicture, 'depth'>): number => (depth === 16 ? DEEP_STEP : 1);

/** The largest channel difference of each pixel, in steps of the depth. Both pictures must be of one kind. */
export function pixelDeltas(control: SampledPicture, candidate: SampledPicture): Uint16Array {
  const { width, height, channels, depth } = control;
  return differ(control.samples, candidate.samples, channels, width * height, depth).deltas;
}

/**
 * The ladder on decoded samples. Both pictures must have one size, one number of channels and one depth; alpha counts
 * like any channel. The order of the two changes nothing.
 */
export function measureDifference(
  control: SampledPicture,
  candidate: SampledPicture,
  { threshold, windowSize }: Pick<Thresholds, 'threshold' | 'windowSize'>,
): Difference {
  const { width, height, channels, depth } = control;
  const step = stepOf(control);
  const { deltas, counts, sum, highest } = differ(control.samples, candidate.samples, channels, width * height, depth);
  const over = countAbove(counts, threshold * step);
  const window =
    over === 0
      ? { density: 0, at: null }
      : densestWindow(deltas, { width, height, limit: threshold * step, windowSize });
  return {
    deltas,
    metrics: {
      width,
      height,
      channels,
      depth,
      meanDelta: sum / (width * height * channels) / step,
      shareOverThreshold: over / (width * height),
      threshold,
      windowDensity: window.density,
      windowSize,
      windowAt: window.at,
      p95: percentile(counts, width * height, 0.95) / step,
      p99: percentile(counts, width * height, 0.99) / step,
      maxDelta: highest / step,
    },
  };
}

/** The largest channel difference of each pixel in steps of the depth, how many pixels have each, and their sum. */
function differ(
  these: Uint8Array | Uint16Array,
  those: Uint8Array | Uint16Array,
  channels: number,
  pixels: number,
  depth: 8 | 16,
): { deltas: Uint16Array; counts: Uint32Array; sum: number; highest: number } {
  const deltas = new Uint16Array(pixels);
  const counts = new Uint32Array(2 ** depth);
  let sum = 0;
  let highest = 0;
  for (let pixel = 0, at = 0; pixel < pixels; pixel += 1) {
    let largest = 0;
    for (let channel = 0; channel < channels; channel += 1, at += 1) {
      const difference = Math.abs(these[at]! - those[at]!);
      sum += difference;
      if (difference > largest) largest = difference;
    }
    deltas[pixel] = largest;
    counts[largest]! += 1;
    if (largest > highest) highest = largest;
  }
  return { deltas, counts, sum, highest };
}

function countAbove(counts: Uint32Array, limit: number): number {
  let count = 0;
  for (let delta = Math.floor(limit) + 1; delta < counts.length; delta += 1) count += counts[delta]!;
  return count;
}

/** The smallest difference that at least this share of the pixels does not exceed. */
function percentile(counts: Uint32Array, pixels: number, share: number): number {
  let seen = 0;
  for (let delta = 0; delta < counts.length; delta += 1) {
    seen += counts[delta]!;
    if (seen >= pixels * share) return delta;
  }
  return counts.length - 1;
}

/**
 * The exact highest share over every place of the window, by running sums: down each column, then along the row. In a
 * picture that is smaller than the window, the window is as small as the picture. The first such place counts.
 */
function densestWindow(
  deltas: Uint16Array,
  { width, height, limit, windowSize }: { width: number; height: number; limit: number; windowSize: number },
): { density: number; at: [number, number] | null } {
  const across = Math.min(windowSize, width);
  const down = Math.min(windowSize, height);
  const columns = new Uint32Array(width);
  let most = 0;
  let at: [number, number] | null = null;
  for (let row = 0; row < height; row += 1) {
    const entering = row * width;
    const leaving = entering - down * width;
    for (let column = 0; column < width; column += 1) {
      if (deltas[entering + column]! > limit) columns[column]! += 1;
      if (leaving >= 0 && deltas[leaving + column]! > limit) columns[column]! -= 1;
    }
    if (row < down - 1) continue;
    let inside = 0;
    for (let column = 0; column < width; column += 1) {
      inside += columns[column]!;
      if (column >= across) inside -= columns[column - across]!;
      if (inside <= most || column < across - 1) continue;
      most = inside;
      at = [column - across + 1, row - down + 1];
    }
  }
  return { density: most / (across * down), at };
}
