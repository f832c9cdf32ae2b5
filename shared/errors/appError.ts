import { z } from 'zod';
import { type ErrorCode, type ErrorKind, errorCatalogue } from './errorCatalogue.ts';

/** An error as a value: what crosses IPC, the command line's JSON and the database. Never carries a stack. */
export const errorValueSchema = z.object({
  code: z.string(),
  kind: z.enum(['user', 'operational', 'unexpected']),
  message: z.string(),
  remedy: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export type ErrorValue = z.infer<typeof errorValueSchema>;

/**
 * The only error class that our own code throws on purpose.
 * `message` says what is wrong with the value in it; the catalogue adds what to do (`remedy`) unless one is given.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly remedy: string;
  readonly details: Record<string, unknown>;

  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: Record<string, unknown>; remedy?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.kind = errorCatalogue[code].kind;
    this.remedy = options.remedy ?? errorCatalogue[code].remedy;
    this.details = options.details ?? {};
  }

  toValue(): ErrorValue {
    return { code: this.code, kind: this.kind, message: this.message, remedy: this.remedy, details: this.details };
  }
}

/** Turns anything thrown into an error value. Unknown errors become `app.unexpected` without their stack. */
export function toErrorValue(thrown: unknown): ErrorValue {
  if (thrown instanceof AppError) return thrown.toValue();
  // An AppError that crossed a thread or process boundary arrives as its plain value.
  const parsed = errorValueSchema.safeParse(thrown);
  if (parsed.success) return parsed.data;
  return {
    code: 'app.unexpected',
    kind: 'unexpected',
    message: `Something failed that should not: ${messageOf(thrown)}`,
    remedy: errorCatalogue['app.unexpected'].remedy,
  };
}

function messageOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  try {
    return String(thrown);
  } catch {
    return 'something that has no text was thrown';
  }
}

/** The way back: an error value as a throwable, with its code kept when the catalogue knows it. */
export function fromErrorValue(value: ErrorValue): AppError {
  const code = value.code in errorCatalogue ? (value.code as ErrorCode) : 'app.unexpected';
  return new AppError(code, value.message, {
    details: value.details ?? {},
    ...(value.remedy ? { remedy: value.remedy } : {}),
  });
}
