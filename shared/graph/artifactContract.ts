import type { ArtifactKind, Family } from '../domain/outputType.ts';
import type { PortType } from '../domain/portType.ts';

interface ArtifactContract {
  readonly family: Family;
  /** What it is on a wire. */
  readonly portType: PortType;
  readonly formats: readonly string[];
}

/** What each family can deliver, in which file formats, and what it is while it flows through a graph. */
export const artifactContract: Readonly<Record<ArtifactKind, ArtifactContract>> = {
  still_image: { family: 'order_line', portType: 'image', formats: ['png', 'jpg', 'webp', 'exr'] },
  turntable_video: { family: 'order_line', portType: 'video', formats: ['mp4', 'webm', 'gif'] },
  blend_asset: { family: 'order_line', portType: 'blend', formats: ['blend'] },
  model_export: { family: 'cad_file', portType: 'model', formats: ['glb', 'stl'] },
  thumbnail_image: { family: 'cad_file', portType: 'image', formats: ['png', 'webp'] },
};

/** The kinds that a family delivers from what flows on a wire. */
export function artifactKindsOf(portType: PortType, family: Family): ArtifactKind[] {
  return (Object.keys(artifactContract) as ArtifactKind[]).filter(
    (kind) => artifactContract[kind].portType === portType && artifactContract[kind].family === family,
  );
}
