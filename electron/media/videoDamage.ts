import { AppError } from '../../shared/errors/appError.ts';

/** `at`: the byte that makes no sense. */
export function videoDamaged(container: string, at: number, cause?: unknown): AppError {
  const message = `The ${container} is damaged or ends too early (byte ${at}).`;
  return new AppError('media.video_damaged', message, { details: { at }, cause });
}
