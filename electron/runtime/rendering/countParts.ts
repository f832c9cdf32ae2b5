import type { RenderJob } from '../contracts/renderServices.ts';
import { batchInputPath } from '../contracts/writeBatch.ts';
import { JobProgress, wholeJob } from './jobProgress.ts';
import { partKeysOf } from './partKeysOf.ts';
import type { RenderTools } from './renderTools.ts';
import { demandSuccess, untilVerified } from './runItems.ts';

/** See RenderServices.countParts. */
export async function countParts(
  tools: RenderTools,
  job: RenderJob,
  glb: { path: string; sha256: string },
): Promise<string[]> {
  const progress = new JobProgress(job);
  const { value } = await untilVerified(tools, job, job.folder, async (attempt) => {
    const { results } = await attempt.run({
      items: [{ kind: 'count_parts', id: 'count', glb: batchInputPath(glb.sha256, 'glb') }],
      inputs: [{ sourcePath: glb.path, sha256: glb.sha256, extension: 'glb' }],
      isolated: false,
      onEvent: progress.listen(wholeJob('Step')),
    });
    return partKeysOf(demandSuccess(job, results[0]));
  });
  return value;
}
