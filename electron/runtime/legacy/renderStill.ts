import { join } from 'node:path';
import type { ActualConditions, ItemResult } from '../contracts/renderBatch.ts';
import type { RenderEvent } from '../contracts/renderBackend.ts';
import type { DispatchContext, DispatchOrder } from '../contracts/dispatch.ts';
import { writeBatch } from '../contracts/writeBatch.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import { batchForOrder } from './batchForOrder.ts';
import { itemFailure } from './itemFailure.ts';
import type { ProgressTracker } from './progressTracker.ts';
import { deviceUsed } from './provenanceOf.ts';

export interface RenderedStill {
  /** Absolute path of what Blender wrote; not yet verified. */
  readonly file: string;
  readonly actual: ActualConditions;
}

function listen(order: DispatchOrder, context: DispatchContext, progress: ProgressTracker, folder: string) {
  const { reporter } = context;
  return (event: RenderEvent): void => {
    switch (event.type) {
      case 'started': {
        const kind = event.warm ? 'warm' : 'fresh';
        reporter.log(
          'info',
          'blender',
          `Blender ${order.runtime.version} (${kind}, process ${event.pid}) has the job.`,
        );
        return;
      }
      case 'stage':
        reporter.log('info', 'blender', event.message || event.stage);
        progress.report('render_still', 0, event.message || event.stage);
        return;
      case 'progress': {
        const message = `Sample ${event.sample} of ${event.samples}`;
        progress.report('render_still', event.fraction, message, event.remainingSeconds);
        return;
      }
      case 'preview':
        progress.preview(join(folder, event.file), 'Preview is there; rendering in full');
        return;
      case 'log':
        reporter.log(event.level, 'blender', event.text);
        return;
      case 'heartbeat':
        return;
    }
  };
}

function recordActual(context: DispatchContext, result: ItemResult, exitCode: number | null): void {
  const { actual } = result;
  context.reporter.core({
    exitCode,
    peakMemoryBytes: result.peakMemoryBytes,
    ...(actual && {
      blenderVersion: actual.blenderVersion,
      deviceUsed: deviceUsed(actual),
      engine: actual.engine,
      samples: actual.samples,
      seed: actual.seed,
      width: actual.width,
      height: actual.height,
      frames: 1,
    }),
  });
}

function checkParts(order: DispatchOrder, actual: ActualConditions): void {
  const expected = order.cad.partKeys.length;
  if (actual.partObjects === expected) return;
  throw new AppError('blender.scene_error', `Blender rendered ${actual.partObjects} of ${expected} parts.`, {
    details: { expected, rendered: actual.partObjects },
  });
}

/**
 * One try: the batch folder is written, Blender renders it, the result file is read.
 * @throws AppError of the backend, or of the failure class that the result file names.
 */
export async function renderStill(
  order: DispatchOrder,
  context: DispatchContext,
  progress: ProgressTracker,
  attempt: number,
): Promise<RenderedStill> {
  const folder = join(order.folder, `try-${attempt}`);
  const { item, inputs } = batchForOrder(order, attempt);
  const batch = await writeBatch({ folder, items: [item], inputs: [...inputs] });
  const outcome = await context.backend.run({
    batch,
    folder,
    runtime: order.runtime,
    priority: order.priority,
    // A foreign .blend and EEVEE each get a process of their own.
    isolated: item.scene.template.kind === 'blend' || item.conditions.engine === 'eevee',
    signal: context.signal,
    onEvent: listen(order, context, progress, folder),
  });
  const result = outcome.results[0];
  if (!result) throw new AppError('blender.protocol', 'Blender ended the job without a result.');
  recordActual(context, result, outcome.exitCode);
  if (result.error) {
    if (result.error.traceback) context.reporter.log('debug', 'blender', result.error.traceback);
    throw itemFailure(result.error);
  }
  const output = result.outputs.find((candidate) => candidate.name === 'image') ?? result.outputs[0];
  if (!output || !result.actual)
    throw new AppError('blender.output_missing', 'Blender reported success without a picture.');
  checkParts(order, result.actual);
  return { file: join(folder, output.file), actual: result.actual };
}
