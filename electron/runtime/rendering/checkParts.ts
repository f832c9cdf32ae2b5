import { AppError } from '../../../shared/errors/appError.ts';
import type { ActualConditions } from '../contracts/renderBatch.ts';

/**
 * A missing part is a wrong picture, however good it looks. `expected` null = nobody knows.
 * @throws AppError `blender.scene_error`
 */
export function checkParts(expected: number | null, actual: ActualConditions): void {
  if (expected === null || actual.partObjects === expected) return;
  throw new AppError('blender.scene_error', `Blender rendered ${actual.partObjects} of ${expected} parts.`, {
    details: { expected, rendered: actual.partObjects },
  });
}
