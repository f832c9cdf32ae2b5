import { z } from 'zod';
import { errorValueSchema } from '../errors/appError.ts';

/** A Blender program, or the bpy module behind our launcher. Both take the same command line. */
export const blenderRuntimeSchema = z.object({
  /** Stable over restarts: hash of kind and path. */
  id: z.string(),
  kind: z.enum(['program', 'module']),
  /** `4.5.15`; empty when it does not run. */
  version: z.string(),
  /** What to start. For a module the Python program. */
  executable: z.string(),
  /** Arguments before Blender's own: the launcher script for a module. */
  prefixArguments: z.array(z.string()),
  /** Environment that it needs on top of ours, PYTHONPATH for a module. */
  environment: z.record(z.string(), z.string()),
  origin: z.enum(['configured', 'bundled', 'installed', 'provisioned']),
  usable: z.boolean(),
  /** Why not, in words, when not usable. */
  problem: errorValueSchema.nullable(),
});
export type BlenderRuntime = z.infer<typeof blenderRuntimeSchema>;
