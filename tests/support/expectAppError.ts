import { expect } from 'vitest';
import { AppError } from '../../shared/errors/appError.ts';
import type { ErrorCode } from '../../shared/errors/errorCatalogue.ts';

/** Waits for the work to fail with this code, and returns the error for a closer look at its message. */
export async function expectAppError(work: Promise<unknown>, code: ErrorCode): Promise<AppError> {
  const outcome = await work.then(
    () => new Error(`It succeeded, where ${code} was expected.`),
    (thrown: unknown) => thrown,
  );
  if (!(outcome instanceof AppError)) throw outcome;
  expect({ code: outcome.code, message: outcome.message }).toMatchObject({ code });
  expect(outcome.message, 'a message for a person, not a stack').not.toMatch(/\n\s+at |undefined|\[object/);
  expect(outcome.remedy).not.toBe('');
  return outcome;
}
