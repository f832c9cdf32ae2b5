import { createHash } from 'node:crypto';
import { type SampledPicture, decodeSamples } from './decodeSamples.ts';
import type { Sharp } from './sharpForProcess.ts';

export interface DecodedPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** Bits of one sample. */
  readonly depth: 8 | 16;
  /** SHA-256 over dimensions, channels, depth and all samples (16-bit ones little-endian). */
  readonly pixelHash: string;
  /** Of each channel, in steps of its depth (0..255 or 0..65535). */
  readonly mean: number[];
  readonly min: number[];
  readonly max: number[];
}

/**
 * Decodes every pixel and measures it.
 * @throws AppError `media.undecodable`
 */
export async function decodePixels(sharp: Sharp, file: Buffer): Promise<DecodedPicture> {
  return measurePixels(await decodeSamples(sharp, file));
}

/** What there is to know of a picture whose samples are at hand. */
export function measurePixels({ width, height, channels, depth, samples }: SampledPicture): DecodedPicture {
  const pixelHash = createHash('sha256')
    .update(`hartomat-pixels/1 ${width}x${height} ${channels}x${depth}\n`)
    .update(samples)
    .digest('hex');
  return { width, height, channels, depth, pixelHash, ...measure(samples, channels) };
}

function measure(samples: Uint8Array | Uint16Array, channels: number): Pick<DecodedPicture, 'mean' | 'min' | 'max'> {
  const mean: number[] = [];
  const min: number[] = [];
  const max: number[] = [];
  for (let channel = 0; channel < channels; channel += 1) {
    let sum = 0;
    let lowest = Infinity;
    let highest = -Infinity;
    for (let at = channel; at < samples.length; at += channels) {
      const sample = samples[at]!;
      sum += sample;
      if (sample < lowest) lowest = sample;
      if (sample > highest) highest = sample;
    }
    mean.push(sum / (samples.length / channels));
    min.push(lowest);
    max.push(highest);
  }
  return { mean, min, max };
}

/**
 * True when there is nothing to see: all pixels alike (one step of 255 apart at most, as a graphics card may leave
 * them), or all of them fully transparent.
 */
export function isUniform(picture: DecodedPicture): boolean {
  const step = picture.depth === 16 ? 257 : 1;
  const hasAlpha = picture.channels === 2 || picture.channels === 4;
  if (hasAlpha && picture.max.at(-1) === 0) return true;
  return picture.max.every((highest, channel) => highest - picture.min[channel]! <= step);
}
