import type { OutputType } from './outputType.ts';

/** Pictures that an order line of this output type consists of; null = it is none. */
export function framesOf({ artifactKind, profile }: Pick<OutputType, 'artifactKind' | 'profile'>): number | null {
  switch (artifactKind) {
    case 'turntable_video':
      return profile.frames;
    case 'still_image':
    case 'thumbnail_image':
      return 1;
    case 'blend_asset':
    case 'model_export':
      return null;
  }
}
