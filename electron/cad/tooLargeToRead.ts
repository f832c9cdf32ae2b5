import { AppError } from '../../shared/errors/appError.ts';

/** The reader's memory ends at 4 GB (WebAssembly), whatever the machine has. */
export function tooLargeToRead(what: string, cause?: unknown): AppError {
  return new AppError('cad.too_large', `${what} needs more memory than the STEP reader has.`, {
    remedy: 'Split the assembly into smaller STEP files.',
    cause,
  });
}
