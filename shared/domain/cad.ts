import { z } from 'zod';
import { boundingBoxSchema, linearColorSchema } from './geometry.ts';

/** One part instance of an assembly. */
export const manifestPartSchema = z.object({
  /** Unique and reproducible: ASCII slug + hash of instance path, geometry identity and ordinal. */
  partKey: z.string(),
  /** Instance name as the CAD system wrote it; the product name when the instance has none. */
  name: z.string(),
  productName: z.string(),
  /** Names from the root assembly down to the parent of this part. */
  path: z.array(z.string()),
  assemblyId: z.string(),
  /** Linear RGBA, or null when the file gives the part no colour. */
  color: linearColorSchema.nullable(),
  /** 4 x 4, column-major, metres: product frame from part frame. */
  transform: z.array(z.number()).length(16),
  /** Key into `meshes`; repeats of one part share it. */
  meshId: z.string(),
  solids: z.number().int().nonnegative(),
  boundingBox: boundingBoxSchema,
});
export type ManifestPart = z.infer<typeof manifestPartSchema>;

export const manifestAssemblySchema = z.object({
  id: z.string(),
  name: z.string(),
  productName: z.string(),
  parentId: z.string().nullable(),
});
export type ManifestAssembly = z.infer<typeof manifestAssemblySchema>;

export const manifestMeshSchema = z.object({
  meshId: z.string(),
  triangles: z.number().int(),
  vertices: z.number().int(),
  instances: z.number().int(),
});
export type ManifestMesh = z.infer<typeof manifestMeshSchema>;

/** A finding about the file that does not stop the import. */
export const cadProblemSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  partKeys: z.array(z.string()).default([]),
});
export type CadProblem = z.infer<typeof cadProblemSchema>;

export const manifestSchema = z.object({
  schemaVersion: z.literal(1),
  source: z.object({ fileName: z.string(), sha256: z.string(), bytes: z.number().int(), stepSchema: z.string() }),
  importer: z.object({ name: z.string(), version: z.string() }),
  /** Chord height in metres and angle in radians of the tessellation. */
  tessellation: z.object({ linearDeflection: z.number(), angularDeflection: z.number() }),
  unitsToMetres: z.number(),
  boundingBox: boundingBoxSchema,
  rootName: z.string(),
  assemblies: z.array(manifestAssemblySchema),
  parts: z.array(manifestPartSchema),
  meshes: z.array(manifestMeshSchema),
  /** Leaves without a solid (some CAD systems write one beside every part); they get no part. */
  droppedEmpties: z.array(z.object({ name: z.string(), path: z.array(z.string()) })),
  problems: z.array(cadProblemSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** What `hartomat cad inspect` prints: counts that must agree. */
export const cadInspectionSchema = z.object({
  file: z.string(),
  sha256: z.string(),
  parts: z.number().int(),
  /** Mesh nodes counted in the written GLB, not in the manifest. */
  meshNodes: z.number().int(),
  uniquePartKeys: z.number().int(),
  meshes: z.number().int(),
  triangles: z.number().int(),
  droppedEmpties: z.number().int(),
  unitsToMetres: z.number(),
  boundingBox: boundingBoxSchema,
  partKeys: z.array(z.string()),
  problems: z.array(cadProblemSchema),
  seconds: z.number(),
});
export type CadInspection = z.infer<typeof cadInspectionSchema>;

export const cadImportStageSchema = z.enum(['check', 'read', 'tessellate', 'write']);
/** fraction 0..1 over the whole import; never runs backwards. */
export interface CadImportProgress {
  readonly stage: z.infer<typeof cadImportStageSchema>;
  readonly fraction: number;
  readonly message: string;
}
