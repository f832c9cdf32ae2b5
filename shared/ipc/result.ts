import type { ErrorValue } from '../errors/appError.ts';

/** The envelope of every answer over IPC: errors are values, never thrown across the process boundary. */
export type IpcResult<T> = { ok: true; value: T } | { ok: false; error: ErrorValue };
