import type { IpcHandlers } from '../../shared/ipc/contract.ts';
import type { EventName, EventPayload } from '../../shared/ipc/events.ts';

/** What is joined by electron/app/composition.ts and used by the window shell, the command line and the tests. */
export interface Application {
  /** Everything a user can do; the shell adds only `window:*` and serves the rest as it is. */
  readonly handlers: Omit<IpcHandlers, `window:${string}`>;
  /** Calls back for every event; returns how to stop. */
  onEvent(listener: <E extends EventName>(name: E, payload: EventPayload<E>) => void): () => void;
  /** The file behind a media:// address, confined to the data folder; null = no such thing (404). */
  resolveMedia(url: string): Promise<{ path: string; contentType: string } | null>;
  /** Starts taking work from the queue (the window shell does; the command line runs only its own order). */
  startQueue(): void;
  /** Number of runs under way, for the question on quit. */
  busyRuns(): number;
  /** Ends the queue quietly, all Blender processes and the database. Safe to call twice. */
  close(): Promise<void>;
}
