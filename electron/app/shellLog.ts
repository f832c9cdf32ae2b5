import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** What the window shell has to say: few lines, one JSON document each, beside the application's own log. */
export interface ShellLog {
  info(message: string, details?: Record<string, unknown>): void;
  error(message: string, cause: unknown): void;
}

const describe = (cause: unknown): string => (cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));

/** Written at once, so that the last line before a crash is in the file. Errors go to stderr too. */
export function createShellLog(path: string, now: () => Date): ShellLog {
  const write = (level: string, message: string, details: Record<string, unknown>): void => {
    try {
      mkdirSync(dirname(path), { recursive: true });
      appendFileSync(path, `${JSON.stringify({ at: now().toISOString(), level, message, ...details })}\n`);
    } catch {
      // A log that cannot be written must not stop what it tells of; stderr still has the errors.
    }
  };
  return {
    info: (message, details = {}) => write('info', message, details),
    error(message, cause) {
      write('error', message, { cause: describe(cause) });
      process.stderr.write(`${message}: ${describe(cause)}\n`);
    },
  };
}
