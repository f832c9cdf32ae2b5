import { AppError } from '../../shared/errors/appError.ts';
import type { Sharp } from './sharpForProcess.ts';

/** A picture as its samples: rows from the top, pixels from the left, channels side by side. */
export interface SampledPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** Bits of one sample. */
  readonly depth: 8 | 16;
  readonly samples: Uint8Array | Uint16Array;
}

/** The largest picture that an output type can ask for. */
export const MAXIMUM_PIXELS = 16384 * 16384;

/**
 * Decodes every pixel, strictly, without touching colour profiles. sharp hands out 16-bit files as 8 bit unless told
 * otherwise.
 * @throws AppError `media.undecodable`
 */
export async function decodeSamples(sharp: Sharp, file: Buffer): Promise<SampledPicture> {
  try {
    const image = sharp(file, { failOn: 'warning', limitInputPixels: MAXIMUM_PIXELS, ignoreIcc: true });
    const { depth: sampleType, space } = await image.metadata();
    const deep = sampleType === 'ushort';
    const raw = deep
      ? image.toColourspace(space === 'grey16' ? 'grey16' : 'rgb16').raw({ depth: 'ushort' })
      : image.raw();
    const { data, info } = await raw.toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const samples = deep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
    return { width, height, channels, depth: deep ? 16 : 8, samples };
  } catch (error) {
    throw undecodable(error);
  }
}

export function undecodable(error: unknown): AppError {
  const reason = error instanceof Error ? error.message : String(error);
  return new AppError('media.undecodable', `The picture cannot be decoded: ${reason}`, { cause: error });
}
