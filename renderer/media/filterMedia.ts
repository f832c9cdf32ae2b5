import type { MediaAsset } from '../../shared/domain/media.ts';

/** What the library is narrowed to; null = any. */
export interface MediaFilter {
  readonly query: string;
  readonly productId: string | null;
  readonly outputTypeId: string | null;
}

/** Media whose file, product, output type or run contains every word of the query. Order is kept. */
export function filterMedia(assets: readonly MediaAsset[], filter: MediaFilter): MediaAsset[] {
  const words = filter.query.toLowerCase().split(/\s+/).filter(Boolean);
  return assets.filter((asset) => {
    if (filter.productId !== null && asset.productId !== filter.productId) return false;
    if (filter.outputTypeId !== null && asset.outputTypeId !== filter.outputTypeId) return false;
    const text = `${asset.fileName} ${asset.productName} ${asset.outputTypeName} ${asset.runNumber}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
