import type { ArtifactKind } from '../../shared/domain/outputType.ts';

/** How a file can be shown: as a picture, played, or only named. */
export type FileKind = 'picture' | 'video' | 'file';

const byExtension: Record<string, FileKind> = {
  ...{ png: 'picture', jpg: 'picture', jpeg: 'picture', webp: 'picture', gif: 'picture' },
  ...{ mp4: 'video', webm: 'video' },
};

const byArtifact: Record<ArtifactKind, FileKind> = {
  still_image: 'picture',
  thumbnail_image: 'picture',
  turntable_video: 'video',
  blend_asset: 'file',
  model_export: 'file',
};

/** The lower-case extension of a name or path, without its dot; empty = it has none. */
export function extensionOf(fileName: string): string {
  const name = fileName.split(/[/\\]/).at(-1) ?? '';
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** By its name where there is one: an .exr is a still that no window can draw, a .gif a video that plays as a picture. */
export function fileKind(fileName: string | null, artifact: ArtifactKind): FileKind {
  if (fileName !== null && extensionOf(fileName) !== '') return byExtension[extensionOf(fileName)] ?? 'file';
  return byArtifact[artifact];
}
