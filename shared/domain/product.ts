import { z } from 'zod';
import { manifestSchema } from './cad.ts';
import { materialResolutionSchema, materialRuleSchema } from './material.ts';

export const productSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  articleNumber: z.string(),
  category: z.string(),
  cadFileId: z.string().nullable(),
  parts: z.number().int(),
  unmatchedParts: z.number().int(),
  mediaCount: z.number().int(),
  /** media:// address of the newest picture of it, or null. */
  thumbnailUrl: z.string().nullable(),
  isSample: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type ProductSummary = z.infer<typeof productSummarySchema>;

export const productDetailSchema = productSummarySchema.extend({
  rules: z.array(materialRuleSchema),
  resolution: materialResolutionSchema,
  manifest: manifestSchema.nullable(),
  /** media:// address of the GLB; each mesh node carries extras.partKey. */
  modelUrl: z.string().nullable(),
  cadFile: z
    .object({
      id: z.string(),
      fileName: z.string(),
      sha256: z.string(),
      bytes: z.number(),
      importedAt: z.string(),
      importSeconds: z.number(),
    })
    .nullable(),
});
export type ProductDetail = z.infer<typeof productDetailSchema>;

export const productEditSchema = z.object({
  name: z.string().trim().min(1).max(200),
  articleNumber: z.string().trim().max(100),
  category: z.string().trim().max(100),
});
