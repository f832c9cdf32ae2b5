import { z } from 'zod';
import { rendererSettingsSchema } from './outputType.ts';

/**
 * What rendering has taken on this machine, for one node type, engine and device: work takes
 * `fixedSeconds + secondsPerMegasample * megasamples`.
 */
export const renderTimeSchema = z.object({
  nodeType: z.string(),
  engine: rendererSettingsSchema.shape.engine,
  /** That was really used. */
  device: z.enum(['cpu', 'gpu']),
  /** The least and the most work that this rests on. Far beyond them it says nothing. */
  megasamples: z.tuple([z.number().positive(), z.number().positive()]),
  fixedSeconds: z.number().nonnegative(),
  secondsPerMegasample: z.number().nonnegative(),
  /** Kept results that this rests on. */
  renders: z.number().int().positive(),
});
export type RenderTime = z.infer<typeof renderTimeSchema>;

/** The work of `pictures` pictures, in millions of samples of one pixel. */
export function megasamples(work: { width: number; height: number; samples: number; pictures: number }): number {
  return (work.width * work.height * work.samples * work.pictures) / 1e6;
}
