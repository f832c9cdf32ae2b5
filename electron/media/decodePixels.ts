import { createHash } from 'node:crypto';
import type { Sharp } from './sharpForProcess.ts';
import { AppError } from '../../shared/errors/appError.ts';

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

/** The largest picture that an output type can ask for. */
const MAXIMUM_PIXELS = 16384 * 16384;

/**
 * Decodes every pixel, strictly, without touching colour profiles, and measures them. sharp hands out 16-bit files as
 * 8 bit unless told otherwise.
 * @throws AppError `media.undecodable`
 */
export async function decodePixels(sharp: Sharp, file: Buffer): Promise<DecodedPicture> {
  try {
    const image = sharp(file, { failOn: 'warning', limitInputPixels: MAXIMUM_PIXELS, ignoreIcc: true });
    const { depth: sampleType, space } = await image.metadata();
    const deep = sampleType === 'ushort';
    const raw = deep
      ? image.toColourspace(space === 'grey16' ? 'grey16' : 'rgb16').raw({ depth: 'ushort' })
      : image.raw();
    const { data, info } = await raw.toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const depth = deep ? 16 : 8;
    const samples = deep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
    const pixelHash = createHash('sha256')
      .update(`hartomat-pixels/1 ${width}x${height} ${channels}x${depth}\n`)
      .update(data)
      .digest('hex');
    return { width, height, channels, depth, pixelHash, ...measure(samples, channels) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('media.undecodable', `The picture cannot be decoded: ${reason}`, { cause: error });
  }
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
