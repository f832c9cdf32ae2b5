import { rewritePng } from './rewritePng.ts';
import type { Sharp } from './sharpForProcess.ts';

/** Samples as they lie in memory, 8 bit. */
export interface RawPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

/** Always the same way, so that equal samples become equal files: the encoder's defaults are not ours to rely on. */
export const pngOptions = { compressionLevel: 6, adaptiveFiltering: false, palette: false } as const;

/** A PNG with nothing in it but pixels. */
export async function plainPng(sharp: Sharp, { data, width, height, channels }: RawPicture): Promise<Buffer> {
  return rewritePng(await sharp(data, { raw: { width, height, channels } }).png(pngOptions).toBuffer(), null);
}
