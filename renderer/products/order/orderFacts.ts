import type { OutputType } from '../../../shared/domain/outputType.ts';
import { formatCounted, formatPixels } from '../../ui/format.ts';

/** What one order of this output type gives, in few words: "480 × 270, 48 frames at 24 fps, 16 samples, MP4, White studio". */
export function orderFacts({ artifactKind, profile, renderer, format }: OutputType, templateName: string): string[] {
  const size = formatPixels(profile.width, profile.height);
  const samples = `${renderer.samples} samples`;
  const file = format.toUpperCase();
  switch (artifactKind) {
    case 'model_export':
      return [file, 'no picture'];
    case 'turntable_video':
      return [size, `${formatCounted(profile.frames, 'frame')} at ${profile.fps} fps`, samples, file, templateName];
    case 'blend_asset':
      return [`set up for ${size}`, samples, file, templateName];
    default:
      return [
        profile.angles.length > 1 ? `${profile.angles.length} angles of ${size}` : size,
        ...[samples, file, templateName],
      ];
  }
}
