import type { DifferingRegion, PictureMetrics, Thresholds } from '../../../shared/domain/comparison.ts';

/** What the runtime asks of electron/media to judge a pair. Files are never changed. */
export interface Comparators {
  /**
   * The ladder for two pictures of the same size, channels and depth.
   * @throws AppError `media.undecodable`, `file.missing`, `comparison.failed` (sizes, channels or depths differ; details say how)
   */
  pictures(request: {
    control: string;
    candidate: string;
    thresholds: Thresholds;
    /** Where the heat map goes (PNG, inferno-like ramp), or null. */
    heatMap: string | null;
  }): Promise<PictureMetrics>;
  /**
   * How many pixels of each number differ, and where. Numbers without a differing pixel are left out; 0 is what is no
   * part. `index` is a picture as `part_index` in renderBatch.ts describes it.
   * @throws AppError as `pictures`; `comparison.failed` (the index is of another size, or knows more than `parts`)
   */
  parts(request: {
    control: string;
    candidate: string;
    index: string;
    /** How many there are. */
    parts: number;
    /** Of 255. */
    threshold: number;
  }): Promise<(DifferingRegion & { readonly number: number })[]>;
  /** Size, channels and depth of a picture, by decoding it. */
  describePicture(
    path: string,
  ): Promise<{ width: number; height: number; channels: number; depth: number; pixelHash: string }>;
  /** Read from the container, without decoding. */
  describeVideo(path: string): Promise<{ width: number; height: number; frames: number; fps: number }>;
}
