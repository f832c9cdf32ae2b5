import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/errors/appError.ts';
import type { ItemResult } from '../contracts/renderBatch.ts';
import type { PartIndex, RenderJob, RenderServices } from '../contracts/renderServices.ts';
import { checkParts } from './checkParts.ts';
import { JobProgress, wholeJob } from './jobProgress.ts';
import type { RenderTools } from './renderTools.ts';
import { demandOutput, demandSuccess, untilVerified } from './runItems.ts';
import { describeScene, needsOwnProcess } from './sceneDescription.ts';

const reportSchema = z.object({ parts: z.array(z.string()) });

function partsOf({ report }: ItemResult): string[] {
  const parsed = reportSchema.safeParse(report);
  if (!parsed.success) throw new AppError('blender.protocol', 'Blender did not say which number is which part.');
  return parsed.data.parts;
}

/** See RenderServices.partIndex. */
export async function renderPartIndex(
  tools: RenderTools,
  job: RenderJob,
  { scene, conditions, camera }: Parameters<RenderServices['partIndex']>[1],
): Promise<PartIndex> {
  const described = describeScene(scene, camera);
  const progress = new JobProgress(job);
  const { value } = await untilVerified(tools, job, job.folder, async (attempt) => {
    const { folder, results } = await attempt.run({
      items: [
        {
          ...{ kind: 'part_index', id: 'parts', scene: described.scene },
          conditions: { ...conditions, threads: job.threads },
        },
      ],
      inputs: described.inputs,
      isolated: needsOwnProcess(described, { ...conditions, engine: 'cycles' }),
      onEvent: progress.listen(wholeJob('Step')),
    });
    const result = demandSuccess(job, results[0]);
    if (!result.actual) throw new AppError('blender.protocol', 'Blender did not say what it rendered with.');
    checkParts(scene.parts, result.actual);
    return { path: join(folder, demandOutput(result, 'index').file), parts: partsOf(result) };
  });
  return value;
}
