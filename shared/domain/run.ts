import { z } from 'zod';
import { errorValueSchema } from '../errors/appError.ts';
import { artifactKindSchema, executionModeSchema } from './outputType.ts';

/**
 * waiting -> running -> delivered | failed | cancelled ; waiting -> cancelled
 * running -> waiting (the application ended) ; running -> parked (it ended twice under this run)
 * A retry is a new run of the same order line. Transitions: shared/domain/runStateMachine.ts.
 */
export const runStateSchema = z.enum(['waiting', 'running', 'delivered', 'failed', 'cancelled', 'parked']);
export type RunState = z.infer<typeof runStateSchema>;

export const stepStateSchema = z.enum(['waiting', 'running', 'done', 'reused', 'failed', 'skipped', 'cancelled']);
export type StepState = z.infer<typeof stepStateSchema>;

/** One step of the pipeline, later one node of a graph. Times are ISO 8601 UTC. */
export const runStepSchema = z.object({
  key: z.string(),
  label: z.string(),
  state: stepStateSchema,
  /** Why it ran, was reused or was skipped, in words. */
  why: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  error: errorValueSchema.nullable(),
});
export type RunStep = z.infer<typeof runStepSchema>;

/** The core log fields on which parity is judged; null = not known yet, or does not apply. */
export const coreFieldsSchema = z.object({
  orderLine: z.string(),
  product: z.string(),
  outputType: z.string(),
  workflowRevision: z.string().nullable(),
  mode: executionModeSchema,
  executor: z.string(),
  blenderVersion: z.string().nullable(),
  blenderRuntime: z.string().nullable(),
  /** The device really used, as Blender reported it after the render. */
  deviceUsed: z.string().nullable(),
  engine: z.string().nullable(),
  samples: z.number().int().nullable(),
  seed: z.number().int().nullable(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  frames: z.number().int().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  durationSeconds: z.number().nullable(),
  peakMemoryBytes: z.number().nullable(),
  exitCode: z.number().int().nullable(),
  outputPath: z.string().nullable(),
  outputSha256: z.string().nullable(),
  pixelHash: z.string().nullable(),
});
export type CoreFields = z.infer<typeof coreFieldsSchema>;

export const runProgressSchema = z.object({
  runId: z.string(),
  step: z.string(),
  /** 0..1 over the whole run; never runs backwards. */
  fraction: z.number().min(0).max(1),
  /** Estimated seconds left; null = no estimate yet. */
  etaSeconds: z.number().nullable(),
  message: z.string(),
  /** media:// address of a preliminary picture; changes when a better one is there. */
  previewUrl: z.string().nullable(),
});
export type RunProgress = z.infer<typeof runProgressSchema>;

export const runSummarySchema = z.object({
  id: z.string(),
  /** R-0001, counted up. */
  number: z.string(),
  orderLineId: z.string(),
  orderLineNumber: z.string(),
  productId: z.string(),
  productName: z.string(),
  outputTypeId: z.string(),
  outputTypeName: z.string(),
  artifactKind: artifactKindSchema,
  mode: executionModeSchema,
  state: runStateSchema,
  priority: z.enum(['low', 'normal', 'high']),
  attempt: z.number().int(),
  queuedAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  progress: runProgressSchema.nullable(),
  error: errorValueSchema.nullable(),
  previewUrl: z.string().nullable(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

export const runDetailSchema = runSummarySchema.extend({
  core: coreFieldsSchema,
  steps: z.array(runStepSchema),
  /** The picture in full size, when there is one. */
  outputUrl: z.string().nullable(),
  mediaAssetId: z.string().nullable(),
  retryOf: z.string().nullable(),
});
export type RunDetail = z.infer<typeof runDetailSchema>;

export const runLogLineSchema = z.object({
  seq: z.number().int(),
  at: z.string(),
  level: z.enum(['debug', 'info', 'warn', 'error']),
  source: z.string(),
  text: z.string(),
});
export type RunLogLine = z.infer<typeof runLogLineSchema>;
