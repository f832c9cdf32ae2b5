import { join } from 'node:path';
import { runtimeWords } from '../../../shared/domain/runtimeWords.ts';
import { framesOf } from '../../../shared/domain/framesOf.ts';
import { deliveryFileName } from '../../../shared/media/deliveryFileName.ts';
import { cameraOf } from '../../../shared/templates/cameraOf.ts';
import type { Delivery, LegacyDispatcher } from '../contracts/dispatch.ts';
import { type MadeOutput, makeOutput } from './makeOutput.ts';
import { hasSeveralAngles, pipelineOf, type StepPlan } from './pipelineOf.ts';
import { ProgressTracker } from './progressTracker.ts';
import { provenanceOf } from './provenanceOf.ts';
import { conditionsOfOrder } from './sceneOfOrder.ts';
import { StepRunner } from './stepRunner.ts';
import { legacyFolder, type Work } from './work.ts';

const WHY = 'Part of every order.';

function prepare({ order, context, progress }: Work): void {
  progress.report('prepare_scene', 0.5, 'Preparing the scene');
  const { outputType, template } = order;
  // Before any Blender is bothered.
  const { camera, angles } = outputType.profile;
  const cameras = hasSeveralAngles(outputType) ? angles : [camera];
  const names = cameras.map((id) => cameraOf(template.value, id).id);
  context.reporter.core({
    executor: 'legacy',
    blenderRuntime: runtimeWords(order.runtime),
    blenderVersion: order.runtime.version,
    frames: framesOf(outputType),
  });
  const { width, height, samples, seed, device } = conditionsOfOrder(order);
  context.reporter.log(
    'info',
    'legacy',
    `${order.product.name} as ${outputType.code}: ${width} x ${height}, ${samples} samples, seed ${seed}, device ${device}, ` +
      `template ${template.value.id}, camera ${names.join(', ')}, ` +
      `${order.cad.partKeys.length} parts, ${order.materials.length} materials.`,
  );
}

async function write(work: Work, made: MadeOutput): Promise<Delivery> {
  const { order, progress } = work;
  const { artifactKind: kind, format: extension } = order.outputType;
  progress.report('verify_output', 0, 'Writing the output');
  const fileName = deliveryFileName(order);
  const provenance = provenanceOf(order, made.actual);
  const written = await made.write(join(work.folder, fileName), provenance);
  return {
    file: { ...written, extension, kind, fileName },
    provenance,
    previewPath: made.previewPath,
    attachments: [],
  };
}

async function publish({ order, context, progress }: Work, delivery: Delivery): Promise<string> {
  progress.report('publish', 0, 'Publishing');
  const { mediaAssetId, path } = await context.publisher.publish(order, delivery);
  const { file } = delivery;
  const size = file.width !== null && file.height !== null ? { width: file.width, height: file.height } : {};
  context.reporter.core({ outputPath: path, outputSha256: file.sha256, pixelHash: file.pixelHash, ...size });
  const text = `Published ${file.fileName} (${file.bytes} bytes, SHA-256 ${file.sha256}).`;
  context.reporter.log('info', 'legacy', text);
  return mediaAssetId;
}

async function runSteps(work: Work, steps: readonly StepPlan[]): Promise<string> {
  const { order, context, runner, progress } = work;
  const published = context.publisher.published(order);
  let mediaAssetId: string;
  if (published) {
    mediaAssetId = published.mediaAssetId;
    context.reporter.core(published.core);
    for (const step of steps.slice(0, -1)) runner.reuse(step.key, 'Published before the application ended.');
  } else {
    await runner.run('prepare_scene', WHY, () => prepare(work));
    const made = await makeOutput(work);
    const delivery = await runner.run('verify_output', 'Every output is verified before it counts.', () =>
      write(work, made),
    );
    mediaAssetId = await runner.run('publish', WHY, () => publish(work, delivery));
  }
  progress.report('notify', 0, 'Delivering');
  // What is published is delivered: who cancels now comes too late.
  const notify = (): void => context.notifier.delivered(order, mediaAssetId, null);
  await runner.finish('notify', 'This run is authoritative.', notify);
  return mediaAssetId;
}

/** The fixed pipeline, in code: no graph, no plug-in, nothing to configure away. See ../README.md. */
export const legacyDispatcher: LegacyDispatcher = {
  async dispatch(order, context) {
    const steps = pipelineOf(order.outputType);
    const runner = new StepRunner(steps, context.reporter, context.clock, context.signal);
    const progress = new ProgressTracker(steps, context.reporter, context.clock, order.expectedSeconds);
    try {
      return { mediaAssetId: await runSteps({ order, context, runner, progress, folder: legacyFolder(order) }, steps) };
    } catch (thrown) {
      runner.skipRest('The run ended before this step.');
      throw thrown;
    }
  },
};
