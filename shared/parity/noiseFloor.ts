import type { PictureMetrics, Thresholds } from '../domain/comparison.ts';
import type { CoreFields } from '../domain/run.ts';

export type NoiseFloor = NonNullable<Thresholds['noiseFloor']>;

/**
 * Drift that is proven to mean nothing, whatever the device: single samples that round the other way. One in a hundred
 * at most, so that a picture that is brighter by one step as a whole is not taken for it.
 */
const ROUNDING: NoiseFloor = { maxDelta: 1, meanDelta: 0.01 };

/**
 * Graphics cards add in no fixed order: equal renders were measured up to 1 of 255 apart, on average by 0.000005, with
 * the denoiser on the card by 0.013. Four times that, for cards that were not measured.
 */
const GRAPHICS_CARD: NoiseFloor = { maxDelta: 1, meanDelta: 0.05 };

const onGraphicsCard = (core: Partial<CoreFields>): boolean => core.deviceUsed?.startsWith('GPU') ?? false;

/** The thresholds with the floor of graphics cards when both sides come from one and nobody has measured another. */
export function withNoiseFloor(
  thresholds: Thresholds,
  control: Partial<CoreFields>,
  candidate: Partial<CoreFields>,
): Thresholds {
  if (thresholds.noiseFloor || !onGraphicsCard(control) || !onGraphicsCard(candidate)) return thresholds;
  return { ...thresholds, noiseFloor: GRAPHICS_CARD };
}

/** Both must hold: a mean says nothing of a few pixels, and a maximum nothing of the whole. */
export function isNoise(
  metrics: Pick<PictureMetrics, 'maxDelta' | 'meanDelta'>,
  measured: Thresholds['noiseFloor'],
): boolean {
  return [ROUNDING, ...(measured ? [measured] : [])].some(
    (floor) => metrics.maxDelta <= floor.maxDelta && metrics.meanDelta <= floor.meanDelta,
  );
}
