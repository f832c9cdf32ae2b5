import type { BlenderRuntime } from '../../../shared/domain/blenderRuntime.ts';
import type { ItemResult, RenderBatch } from './renderBatch.ts';

/** What a Blender process tells while it works. Hints for people: no result depends on them. */
export type RenderEvent =
  | { type: 'started'; slot: string; pid: number; warm: boolean }
  | {
      type: 'stage';
      itemId: string;
      stage: 'import' | 'setup' | 'compile_kernels' | 'render' | 'write';
      message: string;
    }
  | {
      type: 'progress';
      itemId: string;
      fraction: number;
      sample: number;
      samples: number;
      remainingSeconds: number | null;
    }
  /** `file` is absolute, here and below. */
  | { type: 'preview'; itemId: string; file: string }
  /** A frame of a turntable is whole on the disk; `frames`: of the whole turntable. */
  | { type: 'frame'; itemId: string; frame: number; frames: number; file: string }
  | { type: 'heartbeat'; memoryBytes: number }
  | { type: 'log'; level: 'debug' | 'info' | 'warn' | 'error'; text: string };

export interface RenderRequest {
  readonly batch: RenderBatch;
  /** Absolute path of the batch folder: batch.json and inputs/ are there already. */
  readonly folder: string;
  readonly runtime: BlenderRuntime;
  readonly priority: 'low' | 'normal' | 'high';
  /** A cold process for this batch alone (EEVEE, untrusted .blend). */
  readonly isolated: boolean;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RenderEvent) => void;
}

export interface RenderOutcome {
  /** One per item, in order, read from the result files and verified against their hashes. Failed items included. */
  readonly results: readonly ItemResult[];
  /** Of the process, when it ended with this batch; null when it stays warm. */
  readonly exitCode: number | null;
  readonly warm: boolean;
}

/**
 * "Run this batch somewhere." The local pool (electron/workers/blenderPool.ts) is the first backend, a farm the second.
 * Rejects with AppError when no result came: app.cancelled, blender.start_failed, blender.crashed, blender.out_of_memory,
 * blender.wall_timeout, blender.silence_timeout, blender.protocol. When it has settled, no process of the batch is alive
 * but a healthy warm one.
 */
export interface RenderBackend {
  readonly name: string;
  run(request: RenderRequest): Promise<RenderOutcome>;
  /** Ends every process and confirms that it is dead. */
  close(): Promise<void>;
}
