import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RenderJob } from '../contracts/renderServices.ts';
import { batchInputPath } from '../contracts/writeBatch.ts';
import { JobProgress, wholeJob } from './jobProgress.ts';
import { partKeysOf } from './partKeysOf.ts';
import { hashFile } from './placeFile.ts';
import type { RenderTools } from './renderTools.ts';
import { demandOutput, demandSuccess, untilVerified } from './runItems.ts';

/** See RenderServices.describeBlend. */
export async function describeBlend(
  tools: RenderTools,
  job: RenderJob,
  blendPath: string,
): Promise<{ lines: string[]; partKeys: string[] }> {
  const { sha256 } = await hashFile(blendPath);
  const progress = new JobProgress(job);
  const { value } = await untilVerified(tools, job, job.folder, async (attempt) => {
    const { folder, results } = await attempt.run({
      items: [{ kind: 'describe_blend', id: 'describe', blend: batchInputPath(sha256, 'blend') }],
      inputs: [{ sourcePath: blendPath, sha256, extension: 'blend' }],
      isolated: true,
      onEvent: progress.listen(wholeJob('Step')),
    });
    const result = demandSuccess(job, results[0]);
    const text = await readFile(join(folder, demandOutput(result, 'canonical').file), 'utf8');
    return { lines: text.split('\n').filter((line) => line !== ''), partKeys: partKeysOf(result) };
  });
  return value;
}
