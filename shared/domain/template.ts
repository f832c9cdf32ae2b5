import { z } from 'zod';
import { vec3Schema } from './geometry.ts';

/** Where a camera looks from, relative to the product; distance follows from its bounding box. Angles in degrees. */
export const cameraPresetSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  name: z.string(),
  /** 0 = looking along +Y at the front (from -Y), positive turns to the right side of the product. */
  azimuth: z.number(),
  /** Above the horizon. */
  elevation: z.number().min(-90).max(90),
  /** Millimetres on a 36 mm sensor; null = orthographic. */
  focalLength: z.number().positive().nullable(),
});
export type CameraPreset = z.infer<typeof cameraPresetSchema>;

/** An area light in units of the product's bounding-sphere radius, so that every product is lit alike. */
export const areaLightSchema = z.object({
  name: z.string(),
  azimuth: z.number(),
  elevation: z.number(),
  /** Distance and edge length in radii. */
  distance: z.number().positive(),
  size: z.tuple([z.number().positive(), z.number().positive()]),
  /** Watts for a product of radius 1 m; scaled with the square of the radius. */
  power: z.number().nonnegative(),
  color: vec3Schema.default([1, 1, 1]),
});

/** A scene that our own script builds: no binary file behind it. */
export const studioSchema = z.object({
  /** sRGB #rrggbb of the backdrop. */
  backdrop: z.string().regex(/^#[0-9a-f]{6}$/),
  /** cyclorama: floor that bends up into a wall. catcher: only the shadow is seen. none: no ground. */
  ground: z.enum(['cyclorama', 'catcher', 'none']),
  groundRoughness: z.number().min(0).max(1).default(0.6),
  worldColor: z.string().regex(/^#[0-9a-f]{6}$/),
  worldStrength: z.number().nonnegative(),
  lights: z.array(areaLightSchema).min(1),
  transparent: z.boolean(),
  exposure: z.number().default(0),
});

export const renderTemplateSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9_-]*$/),
  name: z.string().min(1),
  description: z.string().default(''),
  kind: z.enum(['studio', 'blend']),
  cameras: z.array(cameraPresetSchema),
  defaultCamera: z.string(),
  /** Free space around the product as a share of the frame, 0..0.5. */
  fitMargin: z.number().min(0).max(0.5).default(0.08),
  /** For kind `studio`. */
  studio: studioSchema.optional(),
  /** For kind `blend`: content hash of the user's file in the store. Opened with auto-execution off. */
  blendSha256: z.string().optional(),
  builtIn: z.boolean().default(false),
});
export type RenderTemplate = z.infer<typeof renderTemplateSchema>;

/** What a validation of a user's .blend found. Empty `missing` = usable. */
export const templateReportSchema = z.object({
  cameras: z.array(z.string()),
  missing: z.array(z.object({ code: z.string(), message: z.string() })),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  blenderVersion: z.string(),
});
export type TemplateReport = z.infer<typeof templateReportSchema>;
