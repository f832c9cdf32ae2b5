import { z } from 'zod';
import { artifactKindSchema } from './outputType.ts';

export const verdictSchema = z.enum(['pass', 'warn', 'fail', 'inconclusive']);
export type Verdict = z.infer<typeof verdictSchema>;

/** Stable reasons of a verdict; docs/errors.md lists them. */
export const comparisonReasonCodes = [
  'pixels.equal',
  'pixels.within_noise',
  'pixels.above_warn',
  'pixels.above_fail',
  'pixels.local_difference',
  'file.hash_differs',
  'dimensions.differ',
  'channels.differ',
  'depth.differs',
  'frames.count_differs',
  'frames.rate_differs',
  'frames.worst_above',
  'blend.equal',
  'blend.differs',
  'model.equal',
  'model.differs',
  'conditions.blender_differs',
  'conditions.device_differs',
  'conditions.engine_differs',
  'conditions.samples_differ',
  'conditions.seed_differs',
  'conditions.inputs_differ',
  'conditions.size_differs',
  'conditions.frames_differ',
  'candidate.damaged',
  'evidence.control_missing',
  'evidence.candidate_missing',
  'evidence.observer_failed',
  'evidence.observer_timeout',
  'evidence.observer_cancelled',
  'evidence.comparator_failed',
] as const;
export const comparisonReasonSchema = z.object({ code: z.enum(comparisonReasonCodes), message: z.string() });
export type ComparisonReason = z.infer<typeof comparisonReasonSchema>;

/** One rung of the ladder for a pair of pictures. Deltas in steps of 255 whatever the depth. */
export const pictureMetricsSchema = z.object({
  width: z.number().int(),
  height: z.number().int(),
  channels: z.number().int(),
  depth: z.number().int(),
  pixelHashEqual: z.boolean(),
  /** Mean absolute difference over all samples. */
  meanDelta: z.number(),
  /** Share (0..1) of pixels of which any channel differs by more than `threshold`. */
  shareOverThreshold: z.number(),
  threshold: z.number(),
  /** Highest share of such pixels in any window of `windowSize` x `windowSize`, and where it stands. */
  windowDensity: z.number(),
  windowSize: z.number().int(),
  windowAt: z.tuple([z.number().int(), z.number().int()]).nullable(),
  /** Percentiles of the largest channel difference of each pixel. */
  p95: z.number(),
  p99: z.number(),
  maxDelta: z.number(),
});
export type PictureMetrics = z.infer<typeof pictureMetricsSchema>;

export const videoMetricsSchema = z.object({
  frames: z.tuple([z.number().int(), z.number().int()]),
  fps: z.tuple([z.number(), z.number()]),
  /** Counted from 1: the frame with the largest window density, then the largest mean. */
  worstFrame: z.number().int().nullable(),
  perFrame: z.array(
    z.object({
      /** Counted from 1. */
      frame: z.number().int(),
      meanDelta: z.number(),
      maxDelta: z.number(),
      shareOverThreshold: z.number(),
      windowDensity: z.number(),
    }),
  ),
  worst: pictureMetricsSchema.nullable(),
});
export type VideoMetrics = z.infer<typeof videoMetricsSchema>;

export const blendMetricsSchema = z.object({
  /** Lines of the canonical text that only one side has. */
  onlyControl: z.array(z.string()),
  onlyCandidate: z.array(z.string()),
  lines: z.tuple([z.number().int(), z.number().int()]),
});
export type BlendMetrics = z.infer<typeof blendMetricsSchema>;

/** What a pair is judged by. `null` limits are not judged. */
export const thresholdsSchema = z.object({
  threshold: z.number(),
  warnMean: z.number(),
  failMean: z.number(),
  warnShare: z.number(),
  failShare: z.number(),
  warnDensity: z.number(),
  failDensity: z.number(),
  windowSize: z.number().int(),
  /** Measured control against control: differences up to here are noise. null = none measured. */
  noiseFloor: z.object({ maxDelta: z.number(), meanDelta: z.number() }).nullable(),
});
export type Thresholds = z.infer<typeof thresholdsSchema>;

/** Where a part of the product, or what is none, differs by more than the threshold. Pixels of the pictures. */
const differingRegionSchema = z.object({
  /** In which it is seen in the control. */
  pixels: z.number().int().positive(),
  /** Those of them that differ. */
  differing: z.number().int().positive(),
  /** Of 255. */
  maxDelta: z.number(),
  /** The smallest box around those that differ: left, top, width, height. */
  box: z.tuple([z.number().int(), z.number().int(), z.number().int(), z.number().int()]),
});
export type DifferingRegion = z.infer<typeof differingRegionSchema>;

export const differingPartSchema = differingRegionSchema.extend({
  partKey: z.string(),
  /** As the CAD system wrote it; repeats share it. */
  name: z.string(),
  /** Name of the material that the control gave it; null = it does not say. */
  material: z.string().nullable(),
});
export type DifferingPart = z.infer<typeof differingPartSchema>;

/** Which parts a difference lies in. It explains and never decides. */
export const partAttributionSchema = z.discriminatedUnion('known', [
  z.object({
    known: z.literal(true),
    /** Of the whole product, seen or not; 0 = the control does not say, and nothing differs. */
    parts: z.number().int(),
    /** The part of which the largest share differs comes first. */
    differing: z.array(differingPartSchema),
    /** How many differ beside those, of fewer pixels each; absent = none. */
    more: z.number().int().positive().optional(),
    /** What is seen where no part is; null = it does not differ. */
    backdrop: differingRegionSchema.nullable(),
  }),
  z.object({ known: z.literal(false), reason: z.string() }),
]);
export type PartAttribution = z.infer<typeof partAttributionSchema>;

export const comparisonSchema = z.object({
  verdict: verdictSchema,
  reasons: z.array(comparisonReasonSchema).min(1),
  kind: artifactKindSchema,
  control: z.object({ sha256: z.string().nullable(), pixelHash: z.string().nullable() }),
  candidate: z.object({ sha256: z.string().nullable(), pixelHash: z.string().nullable() }),
  fileHashEqual: z.boolean().nullable(),
  metrics: z
    .object({
      picture: pictureMetricsSchema.nullable(),
      video: videoMetricsSchema.nullable(),
      blend: blendMetricsSchema.nullable(),
    })
    .nullable(),
  /** Of pictures; null = the pair is none, or was compared before parts were told. */
  parts: partAttributionSchema.nullable().default(null),
  thresholds: thresholdsSchema,
  /** Core fields of both sides that must agree for the pair to be evidence. */
  conditions: z.array(z.object({ field: z.string(), control: z.string(), candidate: z.string(), equal: z.boolean() })),
  comparedAt: z.string(),
  seconds: z.number(),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** waiting -> running -> done | failed | timed_out | cancelled ; running -> waiting (pre-empted, or the application ended) */
export const observationStateSchema = z.enum(['waiting', 'running', 'done', 'failed', 'timed_out', 'cancelled']);
export type ObservationState = z.infer<typeof observationStateSchema>;
