import { z } from 'zod';

export const familySchema = z.enum(['cad_file', 'order_line']);
export type Family = z.infer<typeof familySchema>;

export const artifactKindSchema = z.enum([
  'still_image',
  'turntable_video',
  'blend_asset',
  'model_export',
  'thumbnail_image',
]);
export type ArtifactKind = z.infer<typeof artifactKindSchema>;

export const executionModeSchema = z.enum(['legacy', 'graph', 'shadow']);
export type ExecutionMode = z.infer<typeof executionModeSchema>;

export const engineSchema = z.enum(['cycles', 'eevee']);
export const deviceSchema = z.enum(['auto', 'cpu', 'gpu']);
export type DeviceChoice = z.infer<typeof deviceSchema>;

/** Inputs that a dispatch passes on. */
export const invocationProfileSchema = z.object({
  width: z.number().int().min(16).max(16384),
  height: z.number().int().min(16).max(16384),
  templateId: z.string(),
  /** null = the template's default camera. */
  camera: z.string().nullable(),
  background: z.enum(['template', 'transparent']),
  /** One material for every part, or null. */
  materialOverride: z.string().nullable(),
  /** Stills only: two or more cameras make one sheet of pictures, each of width x height. Empty = `camera` alone. */
  angles: z.array(z.string()).max(16).default([]),
  /** Turntables only. */
  frames: z.number().int().min(2).max(2000).default(48),
  fps: z.number().int().min(1).max(120).default(24),
  /** Degrees that the camera travels; 360 = once around, without the first frame again at the end. */
  degrees: z.number().min(1).max(3600).default(360),
  direction: z.enum(['counterclockwise', 'clockwise']).default('counterclockwise'),
});
export type InvocationProfile = z.infer<typeof invocationProfileSchema>;

export const rendererSettingsSchema = z.object({
  engine: engineSchema,
  device: deviceSchema,
  samples: z.number().int().min(1).max(65536),
  seed: z.number().int().min(0).max(2147483647),
  denoise: z.boolean(),
  wallSeconds: z.number().int().min(10).max(86400),
  silenceSeconds: z.number().int().min(10).max(86400),
});
export type RendererSettings = z.infer<typeof rendererSettingsSchema>;

/** A workflow invocation profile: what is delivered, by which workflow, with which inputs. Order of fields = order in the form. */
export const outputTypeSchema = z.object({
  id: z.string(),
  // 1 workflow contract
  family: familySchema,
  artifactKind: artifactKindSchema,
  format: z.string(),
  workflowId: z.string().nullable(),
  /** Pinned revision; null = the latest. */
  workflowRevision: z.number().int().min(1).nullable().default(null),
  rolloutMode: executionModeSchema.nullable(),
  // 2 invocation profile
  profile: invocationProfileSchema,
  // 3 renderer compatibility
  renderer: rendererSettingsSchema,
  // 4 catalogue and business fields
  name: z.string().min(1),
  code: z.string().regex(/^[a-z][a-z0-9_]*$/),
  category: z.string(),
  description: z.string(),
  active: z.boolean(),
});
export type OutputType = z.infer<typeof outputTypeSchema>;
