import { join } from 'node:path';
import type { Delivery, DispatchContext, Dispatcher, DispatchOrder, DispatchOutcome } from '../contracts/dispatch.ts';
import type { VerifiedPicture } from '../contracts/pictureServices.ts';
import { AppError, fromErrorValue, toErrorValue } from '../../../shared/errors/appError.ts';
import { batchForOrder } from './batchForOrder.ts';
import { deliveryFileName } from './deliveryFileName.ts';
import { ProgressTracker } from './progressTracker.ts';
import { provenanceOf } from './provenanceOf.ts';
import { type RenderedStill, renderStill } from './renderStill.ts';
import { retryDelay } from './retryPolicy.ts';
import { StepRunner } from './stepRunner.ts';

const steps = [
  { key: 'prepare_scene', label: 'Prepare scene' },
  { key: 'render_still', label: 'Render still' },
  { key: 'verify_output', label: 'Verify output' },
  { key: 'publish', label: 'Publish' },
  { key: 'notify', label: 'Notify' },
] as const;

interface Work {
  readonly order: DispatchOrder;
  readonly context: DispatchContext;
  readonly runner: StepRunner;
  readonly progress: ProgressTracker;
}

/** Which of several runtimes it was; the id stands for its path, which says nothing on another machine. */
const runtimeWords = ({ kind, origin, id }: DispatchOrder['runtime']): string =>
  `${kind === 'module' ? 'bpy module' : 'program'}, ${origin}, ${id.slice(0, 8)}`;
function prepare({ order, context, progress }: Work): void {
  const { outputType } = order;
  if (outputType.artifactKind !== 'still_image') {
    throw new AppError('output_type.invalid_contract', `Legacy cannot make a ${outputType.artifactKind} yet.`, {
      details: { outputType: outputType.code, artifactKind: outputType.artifactKind },
    });
  }
  progress.report('prepare_scene', 0.5, 'Preparing the scene');
  // Throws for an unknown camera or a missing template before any Blender is bothered.
  const { item } = batchForOrder(order, 1);
  context.reporter.core({
    executor: 'legacy',
    blenderRuntime: runtimeWords(order.runtime),
    blenderVersion: order.runtime.version,
    frames: 1,
  });
  const { width, height, samples, seed, device } = item.conditions;
  context.reporter.log(
    'info',
    'legacy',
    `${order.product.name} as ${outputType.code}: ${width} x ${height}, ${samples} samples, seed ${seed}, device ${device}, ` +
      `template ${order.template.value.id}, camera ${'id' in item.scene.camera ? item.scene.camera.id : item.scene.camera.name}, ` +
      `${order.cad.partKeys.length} parts, ${order.materials.length} materials.`,
  );
}

function verify({ order, context, progress }: Work, still: RenderedStill): Promise<VerifiedPicture> {
  progress.report('verify_output', 0, 'Checking the picture');
  const { width, height } = order.outputType.profile;
  return context.pictures.verify(still.file, { width, height });
}

/** Renders and verifies until it works, in a fresh Blender each time, as long as the class of failure allows it. */
async function renderUntilVerified(work: Work): Promise<RenderedStill> {
  const { order, context, runner, progress } = work;
  for (let attempt = 1; ; attempt += 1) {
    const why = attempt === 1 ? 'Part of every order.' : `Try ${attempt}, in a fresh Blender.`;
    try {
      const still = await runner.run('render_still', why, () => renderStill(order, context, progress, attempt));
      await runner.run('verify_output', 'Every output is decoded before it counts.', () => verify(work, still));
      return still;
    } catch (thrown) {
      const error = thrown instanceof AppError ? thrown : fromErrorValue(toErrorValue(thrown));
      const delay = retryDelay(error, attempt);
      if (delay === null) throw thrown;
      context.reporter.log('warn', 'legacy', `${error.message} (${error.code}) Next try in ${delay / 1000} s.`);
      await context.pause(delay, context.signal);
    }
  }
}

async function publish({ order, context, progress }: Work, still: RenderedStill): Promise<string> {
  progress.report('publish', 0, 'Publishing');
  const provenance = provenanceOf(order, still.actual);
  const { width, height } = order.outputType.profile;
  const fileName = deliveryFileName(order);
  const picture = await context.pictures.publish({
    source: still.file,
    target: join(order.folder, fileName),
    format: order.outputType.format,
    provenance,
    width,
    height,
  });
  const delivery: Delivery = { picture, fileName, provenance };
  const { mediaAssetId, path } = await context.publisher.publish(order, delivery);
  context.reporter.core({ outputPath: path, outputSha256: picture.sha256, pixelHash: picture.pixelHash });
  context.reporter.log('info', 'legacy', `Published ${fileName} (${picture.bytes} bytes, SHA-256 ${picture.sha256}).`);
  return mediaAssetId;
}

async function runSteps(work: Work): Promise<DispatchOutcome> {
  const { order, context, runner, progress } = work;
  const published = context.publisher.published(order);
  let mediaAssetId: string;
  if (published) {
    mediaAssetId = published.mediaAssetId;
    context.reporter.core(published.core);
    const why = 'Published before the application ended.';
    for (const step of steps.slice(0, 4)) runner.reuse(step.key, why);
  } else {
    await runner.run('prepare_scene', 'Part of every order.', () => prepare(work));
    const still = await renderUntilVerified(work);
    mediaAssetId = await runner.run('publish', 'Part of every order.', () => publish(work, still));
  }
  progress.report('notify', 0, 'Delivering');
  await runner.run('notify', 'This run is authoritative.', () => context.notifier.delivered(order, mediaAssetId));
  return { mediaAssetId };
}

/** The fixed pipeline, in code: no graph, no plug-in, nothing to configure away. See ../README.md. */
export const legacyDispatcher: Dispatcher = {
  mode: 'legacy',
  steps,
  async dispatch(order, context) {
    const runner = new StepRunner(steps, context.reporter, context.clock, context.signal);
    const progress = new ProgressTracker(context.reporter, context.clock, order.expectedSeconds);
    try {
      return await runSteps({ order, context, runner, progress });
    } catch (thrown) {
      runner.skipRest('The run ended before this step.');
      throw thrown;
    }
  },
};
