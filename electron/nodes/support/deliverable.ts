import type { ArtifactKind } from '../../../shared/domain/outputType.ts';
import type { PortType } from '../../../shared/domain/portType.ts';
import type { PortData, PortValue } from '../../runtime/contracts/portValues.ts';

/** What can be delivered. */
export const DELIVERABLE = ['image', 'video', 'blend', 'model'] as const satisfies readonly PortType[];
type DeliverableType = (typeof DELIVERABLE)[number];
/** One value of any of these types, told apart by `type`. */
export type Deliverable = { [T in DeliverableType]: PortValue<T> }[DeliverableType];

/** What a value of each type may be delivered as; the first is what it is unless somebody says otherwise. */
export const kindsOf: Record<DeliverableType, readonly [ArtifactKind, ...ArtifactKind[]]> = {
  image: ['still_image', 'thumbnail_image'],
  video: ['turntable_video'],
  blend: ['blend_asset'],
  model: ['model_export'],
};

type AssetFacts = Omit<PortData<'asset'>, 'fileName' | 'kind' | 'attachments'>;

/** What an asset says of the value that it was made from. */
export function assetFacts({ type, data }: Deliverable): AssetFacts {
  const none = { width: null, height: null, frames: null, fps: null, pixelHash: null, made: null };
  switch (type) {
    case 'image': {
      const { width, height, pixelHash, made } = data;
      return { ...none, width, height, pixelHash, made };
    }
    case 'video': {
      const { width, height, frames, fps, made } = data;
      return { ...none, width, height, frames, fps, made };
    }
    case 'blend':
      return { ...none, made: data.made };
    case 'model':
      return none;
  }
}
