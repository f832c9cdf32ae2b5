import { sql } from 'drizzle-orm';
import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { artifacts } from './artifacts.ts';
import type { MediaRole } from '../../../shared/domain/media.ts';
import { orderLines } from './orderLines.ts';
import { products } from './products.ts';
import { runs } from './runs.ts';

/** An artifact that was published. At most one primary for each order line, however often its delivery is repeated. */
export const mediaAssets = sqliteTable(
  'media_assets',
  {
    id: text('id').primaryKey(),
    orderLineId: text('order_line_id')
      .notNull()
      .references(() => orderLines.id),
    runId: text('run_id')
      .notNull()
      .references(() => runs.id),
    productId: text('product_id')
      .notNull()
      .references(() => products.id),
    artifactSha256: text('artifact_sha256')
      .notNull()
      .references(() => artifacts.sha256),
    role: text('role').$type<MediaRole>().notNull().default('primary'),
    fileName: text('file_name').notNull(),
    /** A small WebP, relative to the data folder. */
    thumbnailPath: text('thumbnail_path'),
    createdAt: text('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('media_assets_order_line')
      .on(table.orderLineId)
      .where(sql`role = 'primary'`),
    uniqueIndex('media_assets_run')
      .on(table.runId)
      .where(sql`role = 'primary'`),
    uniqueIndex('media_assets_file').on(table.orderLineId, table.fileName),
    index('media_assets_product').on(table.productId, table.createdAt),
    index('media_assets_created_at').on(table.createdAt),
  ],
);
