import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';
import type { CadImportProgress } from '../../shared/domain/cad.ts';
import type { ExecutionMode, InvocationProfile, RendererSettings } from '../../shared/domain/outputType.ts';
import type { ProductDetail } from '../../shared/domain/product.ts';
import type { RunDetail } from '../../shared/domain/run.ts';
import type { IpcHandlers } from '../../shared/ipc/contract.ts';
import type { EventName, EventPayload } from '../../shared/ipc/events.ts';

/** What a single order may change of its output type. */
export interface OrderOverrides {
  readonly profile?: Partial<InvocationProfile>;
  readonly renderer?: Partial<RendererSettings>;
}

/** What the command line needs beyond the calls of a window: work that is waited for. All reject with AppError. */
export interface DirectWork {
  /** A product of this STEP file: the one that is there already (same content), else a new one. */
  importStep(
    path: string,
    options: { signal: AbortSignal; onProgress: (progress: CadImportProgress) => void },
  ): Promise<ProductDetail>;
  /** The shipped sample; imported when it is not there yet. */
  sample(options: { signal: AbortSignal; onProgress: (progress: CadImportProgress) => void }): Promise<ProductDetail>;
  /** The Blender that renders would use now. */
  blender(): Promise<BlenderRuntime>;
  /** Orders and runs one line outside the queue, whatever its outcome; `signal` cancels it. */
  render(order: {
    productId: string;
    outputTypeId: string;
    overrides: OrderOverrides;
    /** Another workflow than that of the output type; `revision` null = the latest. */
    workflow?: { id: string; revision: number | null };
    /** Another mode than the one in force. A shadow run is waited for until it was compared. */
    mode?: ExecutionMode;
    reuse?: 'allowed' | 'fresh';
    signal: AbortSignal;
  }): Promise<RunDetail>;
  /** A new run of the order line of an ended one, outside the queue. */
  retry(
    id: string,
    options: { from: 'failed' | 'start'; revision: 'original' | 'current' },
    signal: AbortSignal,
  ): Promise<RunDetail>;
}

/** What is joined by electron/app/composition.ts and used by the window shell, the command line and the tests. */
export interface Application {
  /** Everything a user can do; the shell adds only `window:*` and serves the rest as it is. */
  readonly handlers: Omit<IpcHandlers, `window:${string}`>;
  readonly direct: DirectWork;
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
