import { join } from 'node:path';
import { framesOf } from '../../../shared/domain/framesOf.ts';
import { deviceUsed } from '../../../shared/media/deviceUsed.ts';
import type { DispatchContext, DispatchOrder } from '../contracts/dispatch.ts';
import type { ActualConditions } from '../contracts/renderBatch.ts';
import type { JobUse, RenderJob } from '../contracts/renderServices.ts';
import type { ProgressTracker } from './progressTracker.ts';
import type { StepRunner } from './stepRunner.ts';

/** What every step of one order line works with. */
export interface Work {
  readonly order: DispatchOrder;
  readonly context: DispatchContext;
  readonly runner: StepRunner;
  readonly progress: ProgressTracker;
  /** Absolute; what this pipeline makes lies in it. */
  readonly folder: string;
}

/** The pipeline's own folder in the folder of the run. */
export const legacyFolder = (order: Pick<DispatchOrder, 'folder'>): string => join(order.folder, 'legacy');

/** A Blender job of the step `key`: what Blender tells becomes progress and log of that step. */
export function jobOf({ order, context, progress, folder }: Work, key: string): RenderJob {
  const { wallSeconds, silenceSeconds } = order.outputType.renderer;
  return {
    folder: join(folder, key),
    runtime: order.runtime,
    priority: order.priority,
    threads: order.threads,
    limits: { wallSeconds, silenceSeconds },
    signal: context.signal,
    sink: {
      log: (level, source, text) => context.reporter.log(level, source, text),
      progress: (fraction, message, remaining, preview) => progress.report(key, fraction, message, remaining, preview),
      started: ({ pid, warm }) => {
        const kind = warm ? 'warm' : 'fresh';
        context.reporter.log(
          'info',
          'blender',
          `Blender ${order.runtime.version} (${kind}, process ${pid}) has the job.`,
        );
      },
      retried: (error, tryNumber, delay) => {
        const text = `${error.message} (${error.code}) Try ${tryNumber} comes in ${delay / 1000} s, in a fresh Blender.`;
        context.reporter.log('warn', 'legacy', text);
      },
    },
  };
}

/** Notes what was really used. */
export function recordActual(work: Work, actual: ActualConditions, use: JobUse): void {
  work.context.reporter.core({
    exitCode: use.exitCode,
    peakMemoryBytes: use.peakMemoryBytes,
    blenderVersion: actual.blenderVersion,
    deviceUsed: deviceUsed(actual),
    engine: actual.engine,
    samples: actual.samples,
    seed: actual.seed,
    width: actual.width,
    height: actual.height,
    frames: framesOf(work.order.outputType),
  });
}
