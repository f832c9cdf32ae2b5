import { z } from 'zod';

/** What one cleaning of the kept files removed. */
export const storageCleaningSchema = z.object({
  at: z.string(),
  /** Results of previews that were forgotten. */
  previews: z.number().int(),
  files: z.number().int(),
  bytes: z.number(),
});
export type StorageCleaning = z.infer<typeof storageCleaningSchema>;

export const storageStatusSchema = z.object({
  /** Of files that only previews gave. */
  previewBytes: z.number(),
  /** null = nothing was cleaned yet. */
  lastCleaning: storageCleaningSchema.nullable(),
});
export type StorageStatus = z.infer<typeof storageStatusSchema>;
