import type { DifferingRegion } from '../../shared/domain/comparison.ts';
import { AppError } from '../../shared/errors/appError.ts';
import { assertOneKind } from './comparePictures.ts';
import type { SampledPicture } from './decodeSamples.ts';
import { pixelDeltas, stepOf } from './measureDifference.ts';
import { readPicture } from './readWholePicture.ts';
import type { Sharp } from './sharpForProcess.ts';

export interface PartCountRequest {
  readonly control: string;
  readonly candidate: string;
  /** Three channels of 8 bit: red + 256 * green + 65536 * blue is the number of a part, from 1; 0 = none. */
  readonly index: string;
  /** How many parts there are. */
  readonly parts: number;
  /** Of 255. */
  readonly threshold: number;
}

/** What differs of a part, or where no part is: number 0. */
export type RegionCount = DifferingRegion & { readonly number: number };

/**
 * Counts for every number of the index the pixels that have it, and those of them that differ by more than the
 * threshold. Numbers without one are left out; the others come in their order.
 * @throws AppError as `comparePictures`; `comparison.failed` when the index does not fit the pictures or the parts
 */
export async function countPartPixels(sharp: Sharp, request: PartCountRequest): Promise<RegionCount[]> {
  const index = await readPicture(sharp, request.index);
  const control = await readPicture(sharp, request.control);
  const candidate = await readPicture(sharp, request.candidate);
  assertOneKind(control, candidate);
  assertFits(index, control);
  const step = stepOf(control);
  const regions = countRegions(index, pixelDeltas(control, candidate), request.threshold * step, request.parts);
  return regions.map((region) => ({ ...region, maxDelta: region.maxDelta / step }));
}

function assertFits(index: SampledPicture, { width, height }: SampledPicture): void {
  if (index.width === width && index.height === height && index.channels === 3 && index.depth === 8) return;
  const found = `${index.width} x ${index.height} pixels, ${index.channels} channels and ${index.depth} bit`;
  throw new AppError('comparison.failed', `The index of the parts has ${found}, the pictures ${width} x ${height}.`);
}

function countRegions(index: SampledPicture, deltas: Uint16Array, limit: number, parts: number): RegionCount[] {
  const { width, samples } = index;
  const pixels = new Uint32Array(parts + 1);
  const differing = new Map<number, { count: number; most: number; edges: [number, number, number, number] }>();
  for (let pixel = 0; pixel < deltas.length; pixel += 1) {
    const number = samples[pixel * 3]! + 256 * samples[pixel * 3 + 1]! + 65536 * samples[pixel * 3 + 2]!;
    if (number > parts) throw new AppError('comparison.failed', `The index names part ${number} of ${parts}.`);
    pixels[number]! += 1;
    const delta = deltas[pixel]!;
    if (delta <= limit) continue;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const known = differing.get(number);
    if (!known) {
      differing.set(number, { count: 1, most: delta, edges: [x, y, x, y] });
      continue;
    }
    known.count += 1;
    if (delta > known.most) known.most = delta;
    const { edges } = known;
    // Rows come from the top: only the other three edges can still move.
    if (x < edges[0]) edges[0] = x;
    if (x > edges[2]) edges[2] = x;
    edges[3] = y;
  }
  return [...differing]
    .sort(([one], [other]) => one - other)
    .map(([number, { count, most, edges }]) => {
      const [left, top, right, bottom] = edges;
      const box: RegionCount['box'] = [left, top, right - left + 1, bottom - top + 1];
      return { number, pixels: pixels[number]!, differing: count, maxDelta: most, box };
    });
}
