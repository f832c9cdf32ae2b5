import { join } from 'node:path';
import type { RenderJob, RenderServices } from '../contracts/renderServices.ts';
import { batchInputPath } from '../contracts/writeBatch.ts';
import { JobProgress, wholeJob } from './jobProgress.ts';
import { type PlacedFile, hashFile, placeFile } from './placeFile.ts';
import type { RenderTools } from './renderTools.ts';
import { demandOutput, demandSuccess, untilVerified } from './runItems.ts';

/** See RenderServices.stampBlend. Blender has opened the copy again and read the provenance out of it. */
export async function stampBlend(
  tools: RenderTools,
  job: RenderJob,
  { blendPath, target, provenance }: Parameters<RenderServices['stampBlend']>[1],
): Promise<PlacedFile> {
  const { sha256 } = await hashFile(blendPath);
  const progress = new JobProgress(job);
  const { value } = await untilVerified(tools, job, job.folder, async (attempt) => {
    const blend = batchInputPath(sha256, 'blend');
    const { folder, results } = await attempt.run({
      items: [{ kind: 'stamp_blend', id: 'stamp', blend, provenance }],
      inputs: [{ sourcePath: blendPath, sha256, extension: 'blend' }],
      isolated: true,
      onEvent: progress.listen(wholeJob('Step')),
    });
    return join(folder, demandOutput(demandSuccess(job, results[0]), 'blend').file);
  });
  return placeFile(value, target);
}
