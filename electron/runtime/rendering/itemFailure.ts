import { AppError } from '../../../shared/errors/appError.ts';
import type { ErrorCode } from '../../../shared/errors/errorCatalogue.ts';
import type { ItemResult } from '../contracts/renderBatch.ts';

type FailureClass = NonNullable<ItemResult['error']>['class'];

const codes: Record<FailureClass, ErrorCode> = {
  scene: 'blender.scene_error',
  settings: 'blender.scene_error',
  missing_file: 'blender.missing_file',
  memory: 'blender.out_of_memory',
  device: 'blender.device_unavailable',
  disk: 'file.disk_full',
  internal: 'blender.protocol',
};

/** The error of an item that Blender answered with a failure. Its traceback belongs into the log, not to the user. */
export function itemFailure(error: NonNullable<ItemResult['error']>): AppError {
  return new AppError(codes[error.class], error.message, { details: { failureClass: error.class } });
}
