import type { PictureMetrics, Thresholds } from '../../shared/domain/comparison.ts';
import { AppError } from '../../shared/errors/appError.ts';
import { measurePixels } from './decodePixels.ts';
import type { SampledPicture } from './decodeSamples.ts';
import { heatMap } from './heatMap.ts';
import { measureDifference } from './measureDifference.ts';
import { plainPng } from './plainPng.ts';
import { readPicture } from './readWholePicture.ts';
import type { Sharp } from './sharpForProcess.ts';
import { writeBytesDurably } from './writeDurably.ts';

export interface PictureComparison {
  readonly control: string;
  readonly candidate: string;
  readonly thresholds: Thresholds;
  /** Where the heat map goes (PNG, as large as the pictures), or null. */
  readonly heatMap: string | null;
}

export interface PictureDescription {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly depth: number;
  readonly pixelHash: string;
}

/** @throws AppError `file.missing`, `file.unreadable`, `media.undecodable` */
export async function describePicture(sharp: Sharp, path: string): Promise<PictureDescription> {
  const { width, height, channels, depth, pixelHash } = measurePixels(await readPicture(sharp, path));
  return { width, height, channels, depth, pixelHash };
}

/**
 * How far two pictures of one size, number of channels and depth are apart.
 * @throws AppError as `describePicture`; `comparison.failed` when they are not of one kind (details: `what` is
 *   `dimensions`, `channels` or `depth`, with the values of `control` and `candidate`) or the window is none;
 *   `file.disk_full`, `file.output_unwritable` for the heat map
 */
export async function comparePictures(sharp: Sharp, request: PictureComparison): Promise<PictureMetrics> {
  const { windowSize } = request.thresholds;
  if (!(windowSize >= 1)) throw new AppError('comparison.failed', `A window of ${windowSize} pixels shows nothing.`);
  const control = await readPicture(sharp, request.control);
  const candidate = await readPicture(sharp, request.candidate);
  assertOneKind(control, candidate);
  const { metrics, deltas } = measureDifference(control, candidate, request.thresholds);
  if (request.heatMap !== null) {
    const picture = heatMap(deltas, control.width, control.height, control.depth);
    await writeBytesDurably(request.heatMap, await plainPng(sharp, picture));
  }
  return { ...metrics, pixelHashEqual: metrics.maxDelta === 0 };
}

/** @throws AppError `comparison.failed` */
export function assertOneKind(control: SampledPicture, candidate: SampledPicture): void {
  const size = ({ width, height }: SampledPicture): string => `${width} x ${height}`;
  const kinds = [
    ['dimensions', 'pixels', size(control), size(candidate)],
    ['channels', 'channels', control.channels, candidate.channels],
    ['depth', 'bits', control.depth, candidate.depth],
  ] as const;
  for (const [what, unit, one, other] of kinds) {
    if (one === other) continue;
    throw new AppError('comparison.failed', `The control has ${one} ${unit}, the candidate ${other}.`, {
      details: { what, control: one, candidate: other },
    });
  }
}
