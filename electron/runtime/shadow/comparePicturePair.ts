import { join } from 'node:path';
import type { ComparisonReason, PictureMetrics } from '../../../shared/domain/comparison.ts';
import { judgePictures } from '../../../shared/parity/judgePictures.ts';
import type { ComparisonTools } from './comparisonRequest.ts';
import { readBoth } from './outputDamage.ts';
import { HEAT_MAP, type Pair, type PairFindings } from './pair.ts';

type PictureTools = Pick<ComparisonTools, 'comparators'>;

/** @throws OutputDamage, AppError of the comparators */
export async function comparePicturePair(pair: Pair, { comparators }: PictureTools): Promise<PairFindings> {
  const { control, candidate, thresholds } = pair;
  const [one, other] = await readBoth(control.path, candidate.path, (path) => comparators.describePicture(path));
  const pixelHashes = [one.pixelHash, other.pixelHash] as const;
  const reasons = differencesOfKind(one, other);
  if (reasons.length > 0) {
    return { judgement: { verdict: 'fail', reasons }, metrics: null, pixelHashes, heatMap: null };
  }
  const heatMap = join(pair.folder, HEAT_MAP);
  const request = { control: control.path, candidate: candidate.path, thresholds, heatMap };
  const picture = await comparators.pictures(request);
  return {
    judgement: judgePictures(picture, thresholds),
    metrics: { picture, video: null, blend: null },
    pixelHashes,
    heatMap,
  };
}

type PictureKind = Pick<PictureMetrics, 'width' | 'height' | 'channels' | 'depth'>;

function differencesOfKind(one: PictureKind, other: PictureKind): ComparisonReason[] {
  const rows = [
    ['dimensions.differ', 'pixels', `${one.width} x ${one.height}`, `${other.width} x ${other.height}`],
    ['channels.differ', 'channels', one.channels, other.channels],
    ['depth.differs', 'bits', one.depth, other.depth],
  ] as const;
  return rows
    .filter(([, , control, candidate]) => control !== candidate)
    .map(([code, unit, control, candidate]) => ({
      code,
      message: `The control has ${control} ${unit}, the candidate ${candidate}.`,
    }));
}
