import type { PictureMetrics } from '../../shared/domain/comparison.ts';
import type { ErrorValue } from '../../shared/errors/appError.ts';
import type { Provenance } from '../../shared/domain/media.ts';
import type { PartCountRequest, RegionCount } from './countPartPixels.ts';
import type { PictureComparison, PictureDescription } from './comparePictures.ts';
import type { ComposeRequest } from './composePictures.ts';
import type { VideoDescription } from './describeVideo.ts';
import type { EncodedGif, GifRequest } from './encodeGif.ts';
import type { PublishRequest } from './publishPicture.ts';
import type { ResizeRequest } from './resizePicture.ts';
import type { PictureSize, VerifiedPicture } from './verifyPicture.ts';
import type { PublishedPicture } from './writePicture.ts';
import type { VideoProvenanceRequest } from './writeVideoProvenance.ts';

/** What the media thread can be asked, and what it answers. */
export interface MediaTasks {
  verify: { input: { path: string; expected: PictureSize }; output: VerifiedPicture };
  publish: { input: PublishRequest; output: PublishedPicture };
  thumbnail: {
    input: { source: string; target: string; size: number };
    output: { width: number; height: number; bytes: number };
  };
  compose: { input: ComposeRequest; output: PublishedPicture };
  resize: { input: ResizeRequest; output: PublishedPicture };
  encodeGif: { input: GifRequest; output: EncodedGif };
  describePicture: { input: { path: string }; output: PictureDescription };
  comparePictures: { input: PictureComparison; output: PictureMetrics };
  countPartPixels: { input: PartCountRequest; output: RegionCount[] };
  describeVideo: { input: { path: string }; output: VideoDescription };
  writeVideoProvenance: { input: VideoProvenanceRequest; output: { path: string; sha256: string; bytes: number } };
  readProvenance: { input: { path: string }; output: Provenance | null };
}
export type MediaTask = keyof MediaTasks;

export type MediaCall = { [T in MediaTask]: { id: number; task: T; input: MediaTasks[T]['input'] } }[MediaTask];

export type MediaAnswer =
  { id: number; ok: true; output: MediaTasks[MediaTask]['output'] } | { id: number; ok: false; error: ErrorValue };
