import { z } from 'zod';
import { type ArtifactKind, artifactKindSchema, executionModeSchema } from './outputType.ts';
import { workflowConfigSchema } from './workflow.ts';

/** `primary`: what the order line was for; exactly one. An attachment goes with it. */
export const mediaRoleSchema = z.enum(['primary', 'attachment']);
export type MediaRole = z.infer<typeof mediaRoleSchema>;

/** What a media asset is to the catalogue. A .blend is delivered for production. */
export const mediaAssetTypeSchema = z.enum(['still', 'turntable', 'blend_production', 'model_export', 'thumbnail']);
export type MediaAssetType = z.infer<typeof mediaAssetTypeSchema>;

const assetTypes: Record<ArtifactKind, MediaAssetType> = {
  still_image: 'still',
  turntable_video: 'turntable',
  blend_asset: 'blend_production',
  model_export: 'model_export',
  thumbnail_image: 'thumbnail',
};

export function mediaAssetType(kind: ArtifactKind): MediaAssetType {
  return assetTypes[kind];
}

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
  /** The delivered file itself, or something that goes with it. */
  role: mediaRoleSchema,
  assetType: mediaAssetTypeSchema,
  mode: executionModeSchema,
  /** media:// addresses; thumbnailUrl is a small WebP. */
  url: z.string(),
  thumbnailUrl: z.string().nullable(),
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
  /** The workflow that made it, whole, so that it can be taken back out of the file; null = the fixed pipeline. */
  workflow: z
    .object({
      id: z.string(),
      name: z.string(),
      revision: z.number().int(),
      sha256: z.string(),
      config: workflowConfigSchema,
    })
    .nullable(),
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
