import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors/appError.ts';
import { undecodable } from './decodeSamples.ts';
import { readGif } from './gifBlocks.ts';
import { readWholePicture } from './readWholePicture.ts';
import type { Sharp } from './sharpForProcess.ts';
import { assertSize } from './verifyPicture.ts';
import { writeBytesDurably } from './writeDurably.ts';

export interface GifRequest {
  /** Pictures of `width` x `height` pixels, in order. */
  readonly frames: readonly string[];
  readonly target: string;
  /** Frames a second. A GIF counts in hundredths of a second: more than 50 is played as 50. */
  readonly fps: number;
  readonly width: number;
  readonly height: number;
}

export interface EncodedGif {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly frames: number;
}

/** Players take anything below this for a mistake and wait for a tenth of a second instead. */
const SHORTEST = 2;

/**
 * Encodes an animation that starts again for ever. Equal frames give equal files.
 * @throws AppError `app.invalid_input` (no frames, no rate), `blender.output_wrong_size`, `file.missing`,
 *   `media.undecodable`, `media.encode_failed`, `file.disk_full`, `file.output_unwritable`
 */
export async function encodeGif(sharp: Sharp, request: GifRequest): Promise<EncodedGif> {
  const { frames, target, fps } = request;
  if (frames.length === 0 || !(fps > 0 && Number.isFinite(fps))) {
    throw new AppError('app.invalid_input', `${frames.length} frames at ${fps} a second make no animation.`);
  }
  const pictures: Buffer[] = [];
  for (const path of frames) {
    const picture = await readWholePicture(path);
    assertSize(await sharp(picture).metadata().catch(rethrowUndecodable), request);
    pictures.push(picture);
  }
  const bytes = await encode(sharp, pictures, delays(frames.length, fps));
  const written = readGif(bytes).frames;
  if (written !== frames.length) {
    throw new AppError('media.encode_failed', `The GIF has ${written} frames, not ${frames.length}.`);
  }
  await writeBytesDurably(target, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path: target, sha256, bytes: bytes.length, frames: written };
}

function rethrowUndecodable(error: unknown): never {
  throw undecodable(error);
}

async function encode(sharp: Sharp, frames: Buffer[], centiseconds: readonly number[]): Promise<Buffer> {
  const options = { failOn: 'warning', ignoreIcc: true } as const;
  const pages =
    frames.length === 1 ? sharp(frames[0], options) : sharp(frames, { ...options, join: { animated: true } });
  return pages
    .gif({
      loop: 0,
      delay: centiseconds.map((delay) => delay * 10),
      // Equal neighbours would become one frame that stands longer: a turntable must have all of its frames.
      keepDuplicateFrames: true,
      effort: 7,
      dither: 1,
    })
    .toBuffer()
    .catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new AppError('media.encode_failed', `The GIF could not be encoded: ${reason}`, { cause: error });
    });
}

/** Whole hundredths of a second that add up to the asked time: 24 a second is 4, 4, 5, 4, 4, 4… */
function delays(frames: number, fps: number): number[] {
  const start = (frame: number): number => Math.round((frame * 100) / fps);
  return Array.from({ length: frames }, (_, frame) => Math.max(SHORTEST, start(frame + 1) - start(frame)));
}
