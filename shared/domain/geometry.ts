import { z } from 'zod';

/** x, y, z. Metres unless a field says otherwise. */
export const vec3Schema = z.tuple([z.number(), z.number(), z.number()]);
export type Vec3 = z.infer<typeof vec3Schema>;

/** Axis-aligned, in metres, in the product's own Z-up frame (as STEP and Blender have it). */
export const boundingBoxSchema = z.object({ min: vec3Schema, max: vec3Schema, size: vec3Schema });
export type BoundingBox = z.infer<typeof boundingBoxSchema>;

/** Linear (not sRGB) red, green, blue, alpha, each 0..1: what glTF and Blender take. Convert before showing as hex. */
export const linearColorSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type LinearColor = z.infer<typeof linearColorSchema>;
