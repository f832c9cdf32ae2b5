import { basename, extname } from 'node:path';
import type { z } from 'zod';
import type { MaterialRule } from '../../shared/domain/material.ts';
import type { ProductDetail, productEditSchema, ProductSummary } from '../../shared/domain/product.ts';
import { AppError } from '../../shared/errors/appError.ts';
import { resolveMaterials } from '../../shared/materials/resolveMaterials.ts';
import type { CadFileRecord } from '../persistence/repositories/cadFileRepository.ts';
import type { ProductListRecord, ProductRecord } from '../persistence/repositories/productRepository.ts';
import type { CadLibrary, ImportOptions } from './cadLibrary.ts';
import type { MaterialLibrary } from './materialLibrary.ts';
import { mediaUrls } from './mediaUrls.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

export interface ProductService {
  list(): ProductSummary[];
  /** @throws AppError `product.unknown` */
  get(id: string): Promise<ProductDetail>;
  update(id: string, edit: z.infer<typeof productEditSchema>): Promise<ProductDetail>;
  /** Replaces the whole material map. @throws AppError `product.unknown` */
  setRules(id: string, rules: MaterialRule[]): Promise<ProductDetail>;
  /** Hides it; what was ordered and delivered of it stays. @throws AppError `product.unknown` */
  remove(id: string): void;
  /** A new product of a STEP file, or a new CAD file of the product `productId`. Answers the product's id. */
  importFile(path: string, productId: string | null, options: ImportOptions): Promise<string>;
  /** The product that has this STEP file already, else a new one. Answers its id. */
  ensureForFile(path: string, options: ImportOptions): Promise<string>;
  /** A new product with a material map: how the sample comes in. Answers its id. */
  create(product: NewProductRequest, options: ImportOptions): Promise<string>;
}

export interface NewProductRequest {
  readonly path: string;
  readonly name: string;
  readonly articleNumber: string;
  readonly category: string;
  readonly rules: MaterialRule[];
  readonly isSample: boolean;
}

function summaryOf(product: ProductListRecord): ProductSummary {
  const { id, name, articleNumber, category, cadFileId, parts, unmatchedParts, mediaCount, isSample } = product;
  return {
    ...{ id, name, articleNumber, category, cadFileId, parts, unmatchedParts, mediaCount, isSample },
    thumbnailUrl: product.newestMediaAssetId ? mediaUrls.thumbnail(product.newestMediaAssetId) : null,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
  };
}

function unknownProduct(id: string): AppError {
  return new AppError('product.unknown', `There is no product ${id}.`, { details: { id } });
}

/** A file says who it is by its own name; root names like "ASSEMBLY" say nothing. */
const untitled = (path: string): Omit<NewProductRequest, 'path'> => ({
  name: basename(path, extname(path)).slice(0, 200) || 'Product',
  articleNumber: '',
  category: '',
  rules: [],
  isSample: false,
});

export function createProductService(
  context: ServiceContext,
  tools: { cad: CadLibrary; materials: MaterialLibrary },
): ProductService {
  const { products, cadFiles } = context.repositories;
  const { cad, materials } = tools;

  async function resolve(cadFile: CadFileRecord | null, rules: MaterialRule[]) {
    const manifest = cadFile ? await cad.manifest(cadFile) : null;
    return { manifest, resolution: resolveMaterials(manifest?.parts ?? [], rules, materials.ids) };
  }

  async function detail(product: ProductRecord | null, id: string): Promise<ProductDetail> {
    if (!product) throw unknownProduct(id);
    const cadFile = product.cadFileId ? cadFiles.get(product.cadFileId) : null;
    const { manifest, resolution } = await resolve(cadFile, product.rules);
    return {
      ...summaryOf(product),
      rules: product.rules,
      resolution,
      manifest,
      modelUrl: cadFile ? mediaUrls.model(cadFile.id) : null,
      cadFile: cadFile && {
        id: cadFile.id,
        fileName: cadFile.fileName,
        sha256: cadFile.sha256,
        bytes: cadFile.bytes,
        importedAt: cadFile.importedAt,
        importSeconds: cadFile.importSeconds,
      },
    };
  }

  async function insert(cadFile: CadFileRecord, request: Omit<NewProductRequest, 'path'>): Promise<string> {
    const { resolution } = await resolve(cadFile, request.rules);
    const product = products.insert({
      ...request,
      id: context.newId(),
      cadFileId: cadFile.id,
      unmatchedParts: resolution.unmatched.length,
      createdAt: timestamp(context),
    });
    context.events.emit('products:changed', { productId: product.id });
    return product.id;
  }

  async function replaceCadFile(id: string, cadFile: CadFileRecord): Promise<string> {
    const product = products.get(id);
    if (!product) throw unknownProduct(id);
    const { resolution } = await resolve(cadFile, product.rules);
    products.update(id, { cadFileId: cadFile.id, unmatchedParts: resolution.unmatched.length }, timestamp(context));
    context.events.emit('products:changed', { productId: id });
    return id;
  }

  return {
    list: () => products.list().map(summaryOf),
    get: async (id) => detail(products.get(id), id),
    async update(id, { name, articleNumber, category }) {
      const product = products.update(id, { name, articleNumber, category }, timestamp(context));
      if (product) context.events.emit('products:changed', { productId: id });
      return detail(product, id);
    },
    async setRules(id, rules) {
      const before = products.get(id);
      if (!before) throw unknownProduct(id);
      const { resolution } = await resolve(before.cadFileId ? cadFiles.get(before.cadFileId) : null, rules);
      const product = products.setRules(id, rules, resolution.unmatched.length, timestamp(context));
      context.events.emit('products:changed', { productId: id });
      return detail(product, id);
    },
    remove(id) {
      if (!products.remove(id, timestamp(context))) throw unknownProduct(id);
      context.events.emit('products:changed', { productId: id });
    },
    async importFile(path, productId, options) {
      const cadFile = await cad.import(path, options);
      return productId === null ? insert(cadFile, untitled(path)) : replaceCadFile(productId, cadFile);
    },
    async ensureForFile(path, options) {
      const cadFile = await cad.import(path, options);
      const known = products.byCadFile(cadFile.id)[0];
      return known ? known.id : insert(cadFile, untitled(path));
    },
    async create({ path, ...request }, options) {
      return insert(await cad.import(path, options), request);
    },
  };
}
