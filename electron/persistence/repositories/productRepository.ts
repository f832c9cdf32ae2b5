import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { MaterialRule } from '../../../shared/domain/material.ts';
import type { Connection } from '../connection.ts';
import { cadFiles } from '../schema/cadFiles.ts';
import { mediaAssets } from '../schema/mediaAssets.ts';
import { products } from '../schema/products.ts';

/** ProductSummary without addresses: `newestMediaAssetId` is what its thumbnail is made of. */
export interface ProductListRecord {
  readonly id: string;
  readonly name: string;
  readonly articleNumber: string;
  readonly category: string;
  readonly cadFileId: string | null;
  /** 0 without a CAD file. */
  readonly parts: number;
  readonly unmatchedParts: number;
  readonly mediaCount: number;
  readonly newestMediaAssetId: string | null;
  readonly isSample: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface ProductRecord extends ProductListRecord {
  readonly rules: MaterialRule[];
}

export interface NewProduct {
  readonly id: string;
  readonly name: string;
  readonly articleNumber: string;
  readonly category: string;
  readonly cadFileId: string | null;
  readonly rules: MaterialRule[];
  readonly unmatchedParts: number;
  readonly isSample: boolean;
  readonly createdAt: string;
}

export interface ProductPatch {
  readonly name?: string;
  readonly articleNumber?: string;
  readonly category?: string;
  readonly cadFileId?: string | null;
  readonly rules?: MaterialRule[];
  readonly unmatchedParts?: number;
}

/** Removed products are found by `ordered` alone; their runs and media keep their names. */
export interface ProductRepository {
  /** By name. */
  list(): ProductListRecord[];
  get(id: string): ProductRecord | null;
  /** Also one that was removed after it had been ordered: what is ordered is still delivered. */
  ordered(id: string): ProductRecord | null;
  /** Products with this CAD file, oldest first. */
  byCadFile(cadFileId: string): ProductRecord[];
  insert(product: NewProduct): ProductRecord;
  /** null = no such product. */
  update(id: string, patch: ProductPatch, at: string): ProductRecord | null;
  setRules(id: string, rules: MaterialRule[], unmatchedParts: number, at: string): ProductRecord | null;
  /** false = no such product. */
  remove(id: string, at: string): boolean;
}

const listColumns = {
  id: products.id,
  name: products.name,
  articleNumber: products.articleNumber,
  category: products.category,
  cadFileId: products.cadFileId,
  parts: sql<number>`coalesce(${cadFiles.parts}, 0)`,
  unmatchedParts: products.unmatchedParts,
  mediaCount: sql<number>`(select count(*) from ${mediaAssets} where ${mediaAssets.productId} = ${products.id})`,
  newestMediaAssetId: sql<
    string | null
  >`(select ${mediaAssets.id} from ${mediaAssets} where ${mediaAssets.productId} = ${products.id} and ${mediaAssets.thumbnailPath} is not null
     order by ${mediaAssets.createdAt} desc, ${mediaAssets}.rowid desc limit 1)`,
  isSample: products.isSample,
  createdAt: products.createdAt,
  updatedAt: products.updatedAt,
};

const present = isNull(products.removedAt);

export function createProductRepository(connection: Connection): ProductRepository {
  const select = () =>
    connection
      .select({ ...listColumns, rules: products.rules })
      .from(products)
      .leftJoin(cadFiles, eq(cadFiles.id, products.cadFileId));
  const get = (id: string): ProductRecord | null =>
    select()
      .where(and(eq(products.id, id), present))
      .get() ?? null;
  const update = (id: string, patch: ProductPatch, at: string): ProductRecord | null => {
    connection
      .update(products)
      .set({ ...patch, updatedAt: at })
      .where(and(eq(products.id, id), present))
      .run();
    return get(id);
  };
  return {
    list: () =>
      connection
        .select(listColumns)
        .from(products)
        .leftJoin(cadFiles, eq(cadFiles.id, products.cadFileId))
        .where(present)
        .orderBy(sql`${products.name} collate nocase`, asc(products.createdAt))
        .all(),
    get,
    ordered: (id) => select().where(eq(products.id, id)).get() ?? null,
    byCadFile: (cadFileId) =>
      select()
        .where(and(eq(products.cadFileId, cadFileId), present))
        .orderBy(asc(products.createdAt))
        .all(),
    insert(product) {
      connection
        .insert(products)
        .values({ ...product, updatedAt: product.createdAt })
        .run();
      return get(product.id)!;
    },
    update,
    setRules: (id, rules, unmatchedParts, at) => update(id, { rules, unmatchedParts }, at),
    remove: (id, at) =>
      connection
        .update(products)
        .set({ removedAt: at })
        .where(and(eq(products.id, id), present))
        .run().changes > 0,
  };
}
