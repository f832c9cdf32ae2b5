import { z } from 'zod';
import { AppError } from '../../../shared/errors/appError.ts';
import type { ItemResult } from '../contracts/renderBatch.ts';

const reportSchema = z.object({ partKeys: z.array(z.string()) });

/**
 * The keys of the parts that Blender found.
 * @throws AppError `blender.protocol`
 */
export function partKeysOf({ report }: ItemResult): string[] {
  const parsed = reportSchema.safeParse(report);
  if (!parsed.success) throw new AppError('blender.protocol', 'Blender did not say which parts it found.');
  return parsed.data.partKeys;
}
