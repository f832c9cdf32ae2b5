import type { MediaAssetType } from '../../shared/domain/media.ts';

/** What an asset is to the catalogue, in words. */
export const assetTypeWord: Record<MediaAssetType, string> = {
  still: 'Still',
  turntable: 'Turntable',
  blend_production: 'Blend for production',
  model_export: 'Model export',
  thumbnail: 'Thumbnail',
};
