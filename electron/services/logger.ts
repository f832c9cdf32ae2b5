import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';

/** What the application says about itself, for people who look for a fault. Never holds file contents. */
export interface Logger {
  info(text: string, fields?: Record<string, unknown>): void;
  warn(text: string, fields?: Record<string, unknown>): void;
  /** An unexpected error keeps its stack and cause here, and only here. */
  error(text: string, thrown?: unknown, fields?: Record<string, unknown>): void;
  /** Writes what is still in memory. */
  close(): void;
}

const KEPT_DAYS = 14;

function removeOld(folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => /^hartomat-\d{4}-\d\d-\d\d\.log$/.test(name))
    .sort();
  for (const name of files.slice(0, -KEPT_DAYS)) rmSync(join(folder, name), { force: true });
}

/** One NDJSON file a day in `folder`, which must exist. */
export function createLogger(folder: string, now: Date): Logger {
  removeOld(folder);
  const destination = pino.destination({
    dest: join(folder, `hartomat-${now.toISOString().slice(0, 10)}.log`),
    sync: false,
  });
  // A full disk must not end the application because of a log line.
  destination.on('error', () => undefined);
  const log = pino({ base: { pid: process.pid }, redact: ['password', 'token', '*.password', '*.token'] }, destination);
  let ready = false;
  let closed = false;
  destination.once('ready', () => (ready = true));
  // What is said after the end is lost; writing to an ended destination would throw.
  const write = (line: () => void): void => {
    if (!closed) line();
  };
  return {
    info: (text, fields = {}) => write(() => log.info(fields, text)),
    warn: (text, fields = {}) => write(() => log.warn(fields, text)),
    error: (text, thrown, fields = {}) => write(() => log.error({ ...fields, err: thrown }, text)),
    close() {
      if (closed) return;
      closed = true;
      // Right after its start the destination cannot be flushed and throws.
      if (ready) destination.flushSync();
      destination.end();
    },
  };
}
