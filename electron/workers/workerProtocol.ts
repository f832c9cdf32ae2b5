import type { MessagePort } from 'node:worker_threads';
import { z } from 'zod';
import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';
import type { ErrorValue } from '../../shared/errors/appError.ts';
import type { RenderEvent, RenderOutcome } from '../runtime/contracts/renderBackend.ts';
import type { RenderBatch } from '../runtime/contracts/renderBatch.ts';

/** What a worker thread needs to own a Blender process; the same for every task of a pool. */
export interface WorkerSetup {
  readonly slot: string;
  /** resources/blender */
  readonly scripts: string;
  readonly stateFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly recycleAfterJobs: number;
  readonly recycleAboveMegabytes: number;
  /** A warm process that has had no work for so long is let go. */
  readonly idleSeconds: number;
}

/** One batch for a worker thread. `port` carries TaskMessage back and CancelMessage in. */
export interface WorkerTask {
  readonly setup: WorkerSetup;
  readonly batch: RenderBatch;
  readonly folder: string;
  readonly runtime: BlenderRuntime;
  readonly isolated: boolean;
  readonly port: MessagePort;
}

export interface CancelMessage {
  readonly type: 'cancel';
}

/** `end` is the last message of a task: the answer of the task itself travels on another port and may overtake. */
export type TaskMessage = RenderEvent | { readonly type: 'end' };

/** Errors cross the thread boundary as values: neither their class nor their name would survive. */
export type TaskAnswer = { ok: true; outcome: RenderOutcome } | { ok: false; error: ErrorValue };

const stageSchema = z.enum(['import', 'setup', 'compile_kernels', 'render', 'write']);

/** The lines of resources/blender/hartomat/events.py. */
export const scriptLineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), version: z.string(), pid: z.number() }),
  z.object({ type: z.literal('run'), runId: z.string() }),
  z.object({ type: z.literal('stage'), itemId: z.string(), stage: stageSchema, message: z.string() }),
  z.object({
    type: z.literal('progress'),
    itemId: z.string(),
    fraction: z.number(),
    sample: z.number(),
    samples: z.number(),
    remainingSeconds: z.number().nullable(),
  }),
  z.object({ type: z.literal('preview'), itemId: z.string(), file: z.string() }),
  z.object({
    type: z.literal('frame'),
    itemId: z.string(),
    frame: z.number(),
    frames: z.number(),
    file: z.string(),
  }),
  z.object({ type: z.literal('heartbeat'), memoryBytes: z.number() }),
  z.object({ type: z.literal('log'), level: z.enum(['debug', 'info', 'warn', 'error']), text: z.string() }),
  z.object({ type: z.literal('item_done'), itemId: z.string() }),
  z.object({ type: z.literal('bad_batch'), message: z.string() }),
  z.object({ type: z.literal('batch_done'), runId: z.string(), memoryBytes: z.number() }),
]);
export type ScriptLine = z.infer<typeof scriptLineSchema>;
