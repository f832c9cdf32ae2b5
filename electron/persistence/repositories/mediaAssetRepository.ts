import { type SQL, and, desc, eq, sql } from 'drizzle-orm';
import type { MediaAsset } from '../../../shared/domain/media.ts';
import type { Connection } from '../connection.ts';
import { artifacts } from '../schema/artifacts.ts';
import { mediaAssets } from '../schema/mediaAssets.ts';
import { orderLines } from '../schema/orderLines.ts';
import { outputTypes } from '../schema/outputTypes.ts';
import { products } from '../schema/products.ts';
import { runs } from '../schema/runs.ts';

/** MediaAsset without addresses, with the files behind them, relative to the data folder. */
export interface MediaAssetRecord extends Omit<MediaAsset, 'url' | 'thumbnailUrl' | 'assetType'> {
  readonly orderLineId: string;
  readonly path: string;
  readonly thumbnailPath: string | null;
}

export type NewMediaAsset = typeof mediaAssets.$inferInsert;

export interface MediaAssetRepository {
  /**
   * Publishes an artifact for an order line. An order line has one primary media asset: when it has one already
   * (the delivery is repeated after an interruption), that one is returned and nothing is added.
   */
  publish(asset: NewMediaAsset): { asset: MediaAssetRecord; added: boolean };
  /** Something that goes with the primary one. The same file name a second time does nothing. */
  attach(asset: Omit<NewMediaAsset, 'role'>): void;
  /** What was published for an order line counts as made by this run of it. */
  giveTo(runId: string, orderLineId: string): void;
  /** Newest first; those of removed products too. */
  list(filter?: { productId?: string }): MediaAssetRecord[];
  get(id: string): MediaAssetRecord | null;
  byRun(runId: string): MediaAssetRecord | null;
  byOrderLine(orderLineId: string): MediaAssetRecord | null;
}

const columns = {
  id: mediaAssets.id,
  orderLineId: mediaAssets.orderLineId,
  productId: mediaAssets.productId,
  productName: products.name,
  outputTypeId: orderLines.outputTypeId,
  outputTypeName: outputTypes.name,
  runId: mediaAssets.runId,
  runNumber: runs.number,
  kind: artifacts.kind,
  role: mediaAssets.role,
  mode: runs.mode,
  fileName: mediaAssets.fileName,
  path: artifacts.path,
  thumbnailPath: mediaAssets.thumbnailPath,
  bytes: artifacts.bytes,
  width: artifacts.width,
  height: artifacts.height,
  sha256: artifacts.sha256,
  pixelHash: artifacts.pixelHash,
  createdAt: mediaAssets.createdAt,
};

export function createMediaAssetRepository(connection: Connection): MediaAssetRepository {
  const select = (condition: SQL | undefined) =>
    connection
      .select(columns)
      .from(mediaAssets)
      .innerJoin(products, eq(products.id, mediaAssets.productId))
      .innerJoin(runs, eq(runs.id, mediaAssets.runId))
      .innerJoin(orderLines, eq(orderLines.id, mediaAssets.orderLineId))
      .innerJoin(outputTypes, eq(outputTypes.id, orderLines.outputTypeId))
      .innerJoin(artifacts, eq(artifacts.sha256, mediaAssets.artifactSha256))
      .where(condition)
      .orderBy(desc(mediaAssets.createdAt), desc(sql`${mediaAssets}.rowid`));
  const primary = eq(mediaAssets.role, 'primary');
  const byOrderLine = (id: string): MediaAssetRecord | null =>
    select(and(eq(mediaAssets.orderLineId, id), primary)).get() ?? null;
  return {
    publish(asset) {
      const added = connection.insert(mediaAssets).values(asset).onConflictDoNothing().run().changes > 0;
      return { asset: byOrderLine(asset.orderLineId)!, added };
    },
    list: (filter) => select(and(filter?.productId ? eq(mediaAssets.productId, filter.productId) : undefined)).all(),
    get: (id) => select(eq(mediaAssets.id, id)).get() ?? null,
    attach(asset) {
      connection
        .insert(mediaAssets)
        .values({ ...asset, role: 'attachment' })
        .onConflictDoNothing()
        .run();
    },
    giveTo(runId, orderLineId) {
      connection.update(mediaAssets).set({ runId }).where(eq(mediaAssets.orderLineId, orderLineId)).run();
    },
    byRun: (runId) => select(and(eq(mediaAssets.runId, runId), primary)).get() ?? null,
    byOrderLine,
  };
}
