import { join } from 'node:path';
import { AppError } from '../../../shared/errors/appError.ts';
import type { ItemResult } from '../contracts/renderBatch.ts';
import type { ExportedBlend, JobUse, RenderJob, RenderServices, SceneRequest } from '../contracts/renderServices.ts';
import { checkParts } from './checkParts.ts';
import { JobProgress, wholeJob } from './jobProgress.ts';
import { partKeysOf } from './partKeysOf.ts';
import type { RenderTools } from './renderTools.ts';
import { demandOutput, demandSuccess, untilVerified } from './runItems.ts';
import { describeScene, needsOwnProcess } from './sceneDescription.ts';

type ExportRequest = Parameters<RenderServices['exportBlend']>[1];

function verified(scene: SceneRequest, folder: string, result: ItemResult): ExportedBlend {
  const { actual } = result;
  if (!actual) throw new AppError('blender.protocol', 'Blender did not say what it built the scene with.');
  checkParts(scene.parts, actual);
  const blend = demandOutput(result, 'blend');
  const parts = partKeysOf(result).length;
  if (parts !== actual.partObjects) {
    throw new AppError('media.blend_damaged', `The saved .blend holds ${parts} of ${actual.partObjects} parts.`, {
      details: { expected: actual.partObjects, held: parts },
    });
  }
  return {
    path: join(folder, blend.file),
    sha256: blend.sha256,
    bytes: blend.bytes,
    parts,
    canonicalPath: join(folder, demandOutput(result, 'canonical').file),
    actual,
  };
}

/** See RenderServices.exportBlend. The files lie in the folder of the try. */
export async function exportBlend(
  tools: RenderTools,
  job: RenderJob,
  { scene, conditions, camera, compress }: ExportRequest,
): Promise<{ blend: ExportedBlend; use: JobUse }> {
  const described = describeScene(scene, camera);
  const progress = new JobProgress(job);
  const { value, use } = await untilVerified(tools, job, job.folder, async (attempt) => {
    const { folder, results } = await attempt.run({
      items: [
        {
          kind: 'export_blend',
          id: 'export',
          scene: described.scene,
          conditions: { ...conditions, threads: job.threads },
          compress,
        },
      ],
      inputs: described.inputs,
      isolated: needsOwnProcess(described, conditions),
      onEvent: progress.listen(wholeJob('Step')),
    });
    return verified(scene, folder, demandSuccess(job, results[0]));
  });
  return { blend: value, use };
}
