/** What the preload script exposes as `window.hartomat`. Only renderer/api/client.ts may touch it. */
export interface Bridge {
  /** Answers an IpcResult; the renderer parses it with the contract. */
  invoke(channel: string, payload: unknown): Promise<unknown>;
  /** Calls back with (event name, payload) for every event; returns how to stop. */
  onEvent(listener: (name: string, payload: unknown) => void): () => void;
  /** The path of a file that the user dropped on the window. The argument is a DOM File. */
  pathForFile(file: unknown): string;
}

/** The two IPC channels in use under the typed contract. */
export const INVOKE_CHANNEL = 'hartomat:invoke';
export const EVENT_CHANNEL = 'hartomat:event';
