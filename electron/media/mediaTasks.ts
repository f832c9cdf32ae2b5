import type { ErrorValue } from '../../shared/errors/appError.ts';
import type { PublishRequest, PublishedPicture } from './publishPicture.ts';
import type { PictureSize, VerifiedPicture } from './verifyPicture.ts';

/** What the media thread can be asked, and what it answers. */
export interface MediaTasks {
  verify: { input: { path: string; expected: PictureSize }; output: VerifiedPicture };
  publish: { input: PublishRequest; output: PublishedPicture };
  thumbnail: {
    input: { source: string; target: string; size: number };
    output: { width: number; height: number; bytes: number };
  };
}
export type MediaTask = keyof MediaTasks;

export type MediaCall = { [T in MediaTask]: { id: number; task: T; input: MediaTasks[T]['input'] } }[MediaTask];

export type MediaAnswer =
  { id: number; ok: true; output: MediaTasks[MediaTask]['output'] } | { id: number; ok: false; error: ErrorValue };
