import type { PictureMetrics, Thresholds } from '../../../shared/domain/comparison.ts';

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
  /** Size, channels and depth of a picture, by decoding it. */
  describePicture(
    path: string,
  ): Promise<{ width: number; height: number; channels: number; depth: number; pixelHash: string }>;
  /** Read from the container, without decoding. */
  describeVideo(path: string): Promise<{ width: number; height: number; frames: number; fps: number }>;
}
