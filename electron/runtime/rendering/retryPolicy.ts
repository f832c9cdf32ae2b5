import type { AppError } from '../../../shared/errors/appError.ts';
import type { ErrorCode } from '../../../shared/errors/errorCatalogue.ts';

/** Work for Blender is tried this often again, each time in a fresh process. */
export const RETRY_LIMIT = 2;

/** The process or the machine failed, not the order: the same work may well succeed. */
const worthAnotherTry: ReadonlySet<ErrorCode> = new Set([
  'blender.crashed',
  'blender.out_of_memory',
  'blender.wall_timeout',
  'blender.silence_timeout',
  'blender.start_failed',
  'blender.protocol',
  'blender.output_missing',
  'blender.output_truncated',
  'blender.output_wrong_size',
  'media.undecodable',
  'media.video_damaged',
  'media.encode_failed',
  'media.blend_damaged',
]);

/**
 * Milliseconds to wait before the next try, or null when there is none: the error is one of scene, settings or
 * missing files, which another Blender would meet again, or the limit is reached. `failures` counts from 1.
 */
export function retryDelay(error: AppError, failures: number): number | null {
  if (failures > RETRY_LIMIT || !worthAnotherTry.has(error.code)) return null;
  return 1000 * 4 ** (failures - 1);
}
