import { z } from 'zod';
import { errorValueSchema } from '../errors/appError.ts';
import { runStepSchema } from './run.ts';

/** waiting -> running -> done | failed | cancelled. A preview is no run: no order line, no media asset, no history. */
export const previewStateSchema = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);

/** quick: few samples, small picture. full: as the settings say, so that a later run can reuse it. */
export const previewQualitySchema = z.enum(['quick', 'full']);
export type PreviewQuality = z.infer<typeof previewQualitySchema>;

/** Rows of a value that is a list: parts, materials, dimensions. `total` may be more than the rows that are sent. */
export const previewTableSchema = z.object({
  port: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  total: z.number().int(),
});
export type PreviewTable = z.infer<typeof previewTableSchema>;

/** The graph run up to one node, to look at what that node gives. */
export const previewSchema = z.object({
  id: z.string(),
  nodeId: z.string(),
  quality: previewQualitySchema,
  state: previewStateSchema,
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  error: errorValueSchema.nullable(),
  /** One step for each node that takes part, in the order in which they run. */
  steps: z.array(runStepSchema),
  /** Lists that the node gives; pictures, models and films are files of its step. */
  tables: z.array(previewTableSchema),
});
export type Preview = z.infer<typeof previewSchema>;

/** How far one node is. */
export const previewProgressSchema = z.object({
  previewId: z.string(),
  nodeId: z.string(),
  fraction: z.number().min(0).max(1),
  /** Estimated seconds left; null = no estimate yet. */
  etaSeconds: z.number().nullable(),
  message: z.string(),
});
export type PreviewProgress = z.infer<typeof previewProgressSchema>;
