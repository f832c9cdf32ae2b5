import { createHash } from 'node:crypto';
import { type DecodedPicture, decodePixels } from './decodePixels.ts';
import type { Sharp } from './sharpForProcess.ts';
import type { PictureSize } from './verifyPicture.ts';
import { writeBytesDurably } from './writeDurably.ts';

/** A picture that was written. */
export interface PublishedPicture extends PictureSize {
  readonly path: string;
  readonly sha256: string;
  /** Of what the target decodes to; equal to the source's when a PNG is published as PNG. */
  readonly pixelHash: string;
  readonly bytes: number;
}

/**
 * Writes an encoded picture by temporary name and rename. What is hashed, measured and handed to `demand` (which throws
 * when it is not as asked) is what is written, not what it was made from.
 * @throws AppError `media.undecodable`, `file.disk_full`, `file.output_unwritable`
 */
export async function writePicture(
  sharp: Sharp,
  target: string,
  bytes: Buffer,
  demand: (picture: DecodedPicture) => void = () => undefined,
): Promise<PublishedPicture> {
  const picture = await decodePixels(sharp, bytes);
  demand(picture);
  await writeBytesDurably(target, bytes);
  return {
    path: target,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    pixelHash: picture.pixelHash,
    bytes: bytes.length,
    width: picture.width,
    height: picture.height,
  };
}
