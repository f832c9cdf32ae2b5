import { z } from 'zod';
import { errorValueSchema } from '../errors/appError.ts';
import { comparisonSchema, observationStateSchema, verdictSchema } from './comparison.ts';
import { artifactKindSchema, executionModeSchema } from './outputType.ts';
import { portTypeSchema } from './portType.ts';

/**
 * waiting -> running -> delivered | failed | cancelled ; waiting -> cancelled
 * running -> waiting (the application ended) ; running -> parked (it ended twice under this run)
 * A retry is a new run of the same order line. Transitions: shared/domain/runStateMachine.ts.
 */
export const runStateSchema = z.enum(['waiting', 'running', 'delivered', 'failed', 'cancelled', 'parked']);
export type RunState = z.infer<typeof runStateSchema>;

export const stepStateSchema = z.enum(['waiting', 'running', 'done', 'reused', 'failed', 'skipped', 'cancelled']);
export type StepState = z.infer<typeof stepStateSchema>;

/** What carries out a step: the fixed pipeline, or a node graph. A shadow run and a fallback have steps of both. */
export const executorSchema = z.enum(['legacy', 'graph']);
export type Executor = z.infer<typeof executorSchema>;

/** What a node gave at one of its ports. */
export const stepOutputSchema = z.object({
  port: z.string(),
  type: portTypeSchema,
  /** SHA-256 of the value: its data and the content of its files. */
  hash: z.string(),
  /** In words: `1920 x 1080`, `146 parts`. */
  summary: z.string(),
  files: z.array(
    z.object({
      name: z.string(),
      extension: z.string(),
      sha256: z.string(),
      bytes: z.number().int(),
      /** Left out = where artifacts lie; null = it was not kept. */
      url: z.string().nullable().optional(),
    }),
  ),
});
export type StepOutput = z.infer<typeof stepOutputSchema>;

/** One step of the fixed pipeline, or one node of a graph. Times are ISO 8601 UTC. */
export const runStepSchema = z.object({
  executor: executorSchema,
  /** Id of the step or node; unique within its executor. */
  key: z.string(),
  label: z.string(),
  /** null = a step of the fixed pipeline. */
  nodeType: z.string().nullable(),
  state: stepStateSchema,
  /** Why it ran, was reused or was skipped, in words. */
  why: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  error: errorValueSchema.nullable(),
  /** Processor time of this application and of Blender for it; null = not measured. */
  cpuSeconds: z.number().nullable(),
  peakMemoryBytes: z.number().nullable(),
  outputs: z.array(stepOutputSchema),
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
  /** The node of the graph that this is about, 0..1; null = the fixed pipeline runs. */
  node: z.object({ id: z.string(), fraction: z.number().min(0).max(1) }).nullable(),
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
  /** A waiting run that the user has paused: the queue leaves it alone until it is resumed. */
  held: z.boolean(),
  /** Why the graph did not deliver and legacy did; null = no fallback. */
  fallback: errorValueSchema.nullable(),
  workflow: z.object({ id: z.string(), name: z.string(), revision: z.number().int() }).nullable(),
  /** The observer of a shadow run; null = this run has none. */
  observation: z.object({ state: observationStateSchema, verdict: verdictSchema.nullable() }).nullable(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

export const runDetailSchema = runSummarySchema.extend({
  core: coreFieldsSchema,
  steps: z.array(runStepSchema),
  /** The picture in full size, when there is one. */
  outputUrl: z.string().nullable(),
  mediaAssetId: z.string().nullable(),
  retryOf: z.string().nullable(),
  observer: z
    .object({
      state: observationStateSchema,
      startedAt: z.string().nullable(),
      endedAt: z.string().nullable(),
      error: errorValueSchema.nullable(),
      core: coreFieldsSchema.partial(),
      comparison: comparisonSchema.nullable(),
      /** media:// addresses of the candidate's file and of the heat map. */
      candidateUrl: z.string().nullable(),
      heatMapUrl: z.string().nullable(),
    })
    .nullable(),
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
