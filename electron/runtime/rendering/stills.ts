import { join } from 'node:path';
import { AppError } from '../../../shared/errors/appError.ts';
import type { ItemResult } from '../contracts/renderBatch.ts';
import type {
  PictureConditions,
  JobUse,
  RenderJob,
  RenderServices,
  RenderedPicture,
  SceneRequest,
} from '../contracts/renderServices.ts';
import { checkParts } from './checkParts.ts';
import { JobProgress } from './jobProgress.ts';
import type { RenderTools } from './renderTools.ts';
import { demandOutput, demandSuccess, untilVerified } from './runItems.ts';
import { describeScene, needsOwnProcess } from './sceneDescription.ts';

/** Above this many pixel samples a person waits long enough to be glad of a quick small picture first. */
const PREVIEW_FROM_PIXEL_SAMPLES = 20_000_000;

type StillsRequest = Parameters<RenderServices['stills']>[1];

async function verified(
  tools: RenderTools,
  job: RenderJob,
  of: { scene: SceneRequest; conditions: PictureConditions; folder: string; result: ItemResult | undefined },
): Promise<RenderedPicture> {
  const result = demandSuccess(job, of.result);
  const output = demandOutput(result, 'still');
  if (!result.actual) throw new AppError('blender.protocol', 'Blender did not say what it rendered with.');
  checkParts(of.scene.parts, result.actual);
  const path = join(of.folder, output.file);
  const { width, height } = of.conditions;
  const { pixelHash } = await tools.pictures.verify(path, { width, height });
  return { path, sha256: output.sha256, bytes: output.bytes, width, height, pixelHash, actual: result.actual };
}

/** See RenderServices.stills. A try renders only the cameras whose pictures are still missing. */
export async function renderStills(
  tools: RenderTools,
  job: RenderJob,
  { scene, conditions, cameras }: StillsRequest,
): Promise<{ pictures: RenderedPicture[]; use: JobUse }> {
  // Throws for an unknown camera before any Blender is bothered.
  const described = cameras.map((camera) => describeScene(scene, camera));
  const [first] = described;
  if (!first) return { pictures: [], use: { cpuSeconds: null, peakMemoryBytes: null, exitCode: null, tries: 0 } };
  const preview = conditions.width * conditions.height * conditions.samples > PREVIEW_FROM_PIXEL_SAMPLES;
  const pictures = new Map<number, RenderedPicture>();
  const progress = new JobProgress(job);
  const { use } = await untilVerified(tools, job, job.folder, async (attempt) => {
    const open = described.flatMap(({ scene: from }, index) => (pictures.has(index) ? [] : [{ index, from }]));
    const start = pictures.size / cameras.length;
    const { folder, results } = await attempt.run({
      items: open.map(({ index, from }) => ({
        kind: 'still',
        id: `still-${index + 1}`,
        scene: from,
        conditions: { ...conditions, threads: job.threads },
        preview,
      })),
      inputs: first.inputs,
      isolated: needsOwnProcess(first, conditions),
      onEvent: progress.listen((itemId) => {
        const position = open.findIndex(({ index }) => itemId === `still-${index + 1}`);
        const which = cameras.length > 1 ? `Picture ${(open[position]?.index ?? 0) + 1} of ${cameras.length}, s` : 'S';
        return {
          start: start + position / cameras.length,
          share: 1 / cameras.length,
          words: (event) => `${which}ample ${event.sample} of ${event.samples}`,
        };
      }),
    });
    const failures: unknown[] = [];
    for (const [position, { index }] of open.entries()) {
      const picture = verified(tools, job, { scene, conditions, folder, result: results[position] });
      await picture.then(
        (good) => pictures.set(index, good),
        (failure: unknown) => failures.push(failure),
      );
    }
    if (failures.length > 0) throw failures[0];
  });
  const inOrder = [...pictures].sort(([a], [b]) => a - b).map(([, picture]) => picture);
  return { pictures: inOrder, use };
}
