import { z } from 'zod';
import { rendererSettingsSchema } from './outputType.ts';

/**
 * What rendering has taken on this machine, for one node type and engine: a picture takes
 * `fixedSeconds + secondsPerMegasample * width * height * samples / 10^6`.
 */
export const renderTimeSchema = z.object({
  nodeType: z.string(),
  engine: rendererSettingsSchema.shape.engine,
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
