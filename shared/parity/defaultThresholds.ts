import type { Thresholds } from '../domain/comparison.ts';
import type { ArtifactKind } from '../domain/outputType.ts';

/**
 * What a pair is judged by where nobody has set anything else.
 *
 * What the numbers stand on (steps of 255):
 *
 * | pair | mean | maximum | pixels more than 8 apart |
 * | --- | --- | --- | --- |
 * | CPU, same conditions, any repeat | 0 | 0 | none |
 * | GPU, same conditions | 0.000005, denoised 0.013 | 1 | none |
 * | CUDA against OptiX | 0.004 | 29 | 0.003 % |
 * | Blender 4.2 to 5.2 against each other | up to 0.12 | - | up to 0.18 %, without denoising 0.02 % |
 * | another seed, denoised | 0.4 | - | 2 % |
 * | another seed, 16 samples | 1.7 to 2.1 | 143 to 163 | 11 to 14 % |
 *
 * - `threshold` 8: a difference that people see side by side on a plain surface.
 * - warn limits 0: pairs under equal conditions differ by noise or for a reason. What is more than noise is at least a warning.
 * - `failMean` 1: half of what another seed does; a brightening of the whole picture by one step is reached by no noise.
 * - `failShare` 0.5 %: a quarter of what a denoised other seed does, more than twice what another Blender does.
 * - `failDensity` 0.1 of a window of 8 x 8: seven pixels together. A line of one pixel through the window is 0.125, so an
 *   edge that has moved by a pixel fails, and so does a missing bolt of 3 x 3 pixels, in a picture of any size. Fireflies
 *   and rounding stand alone: 1 or 2 of 64.
 *
 * A thumbnail shows the same parts at about half the size, so its window is half as wide.
 */
export function defaultThresholds(kind: ArtifactKind): Thresholds {
  return {
    threshold: 8,
    warnMean: 0,
    failMean: 1,
    warnShare: 0,
    failShare: 0.005,
    warnDensity: 0,
    failDensity: kind === 'thumbnail_image' ? 0.2 : 0.1,
    windowSize: kind === 'thumbnail_image' ? 4 : 8,
    noiseFloor: null,
  };
}
