import { z } from 'zod';
import { artifactKindSchema, executionModeSchema } from './outputType.ts';

/** An artifact that was published to a product. */
export const mediaAssetSchema = z.object({
  id: z.string(),
  productId: z.string(),
  productName: z.string(),
  outputTypeId: z.string(),
  outputTypeName: z.string(),
  runId: z.string(),
  runNumber: z.string(),
  kind: artifactKindSchema,
  mode: executionModeSchema,
  /** media:// addresses; thumbnailUrl is a small WebP. */
  url: z.string(),
  thumbnailUrl: z.string(),
  fileName: z.string(),
  bytes: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  sha256: z.string(),
  pixelHash: z.string().nullable(),
  createdAt: z.string(),
});
export type MediaAsset = z.infer<typeof mediaAssetSchema>;

/** What is embedded in every output. No time stamps: equal pictures stay equal files. */
export const provenanceSchema = z.object({
  schemaVersion: z.literal(1),
  application: z.object({ name: z.literal('HartOMat'), version: z.string() }),
  mode: executionModeSchema,
  executor: z.string(),
  outputType: z.object({ code: z.string(), settings: z.record(z.string(), z.unknown()) }),
  workflow: z.record(z.string(), z.unknown()).nullable(),
  product: z.object({ name: z.string(), articleNumber: z.string(), cadSha256: z.string() }),
  materials: z.record(z.string(), z.string()),
  template: z.object({ id: z.string(), sha256: z.string() }),
  blender: z.object({
    version: z.string(),
    device: z.string(),
    engine: z.string(),
    samples: z.number(),
    seed: z.number(),
  }),
});
export type Provenance = z.infer<typeof provenanceSchema>;
