import { extname, join } from 'node:path';
import { AppError } from '../../../shared/errors/appError.ts';
import type { RenderJob } from '../contracts/renderServices.ts';
import { batchInputPath } from '../contracts/writeBatch.ts';
import { JobProgress, wholeJob } from './jobProgress.ts';
import { hashFile, placeFile } from './placeFile.ts';
import type { RenderTools } from './renderTools.ts';
import { demandSuccess, untilVerified } from './runItems.ts';

/** See RenderServices.decodeVideo. One colour is no fault here: a video may have black frames. */
export async function decodeVideo(
  tools: RenderTools,
  job: RenderJob,
  videoPath: string,
  target: string,
): Promise<string[]> {
  const { sha256 } = await hashFile(videoPath);
  const extension = extname(videoPath).slice(1).toLowerCase() || 'video';
  const { value } = await untilVerified(tools, job, job.folder, async (attempt) => {
    const { folder, results } = await attempt.run({
      items: [{ kind: 'decode_video', id: 'decode', video: batchInputPath(sha256, extension) }],
      inputs: [{ sourcePath: videoPath, sha256, extension }],
      isolated: false,
      onEvent: new JobProgress(job).listen(wholeJob('Frame')),
    });
    const { outputs, report } = demandSuccess(job, results[0]);
    if (outputs.length > 0 && outputs.length === report?.frames) return outputs.map(({ file }) => join(folder, file));
    throw new AppError('blender.output_missing', `Blender left ${outputs.length} frames of the video.`);
  });
  const frames: string[] = [];
  for (const [index, path] of value.entries()) {
    const name = `frame_${String(index + 1).padStart(4, '0')}.png`;
    frames.push((await placeFile(path, join(target, name))).path);
  }
  return frames;
}
