import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/appError.ts';
import type { JobUse, RenderJob, RenderServices } from '../contracts/renderServices.ts';
import { asWriteError, batchInputPath } from '../contracts/writeBatch.ts';
import { JobProgress, wholeJob } from './jobProgress.ts';
import { type PlacedFile, placeFile } from './placeFile.ts';
import type { RenderTools } from './renderTools.ts';
import { type Attempt, demandOutput, demandSuccess, untilVerified } from './runItems.ts';

type EncodeRequest = Parameters<RenderServices['encodeVideo']>[1];

/** A GIF says how long a frame stays in hundredths of a second, so most rates come out a little different. */
const GIF_TICK_SECONDS = 0.01;
const RATE_TOLERANCE = 0.01;

function isRate(found: number, { fps, format }: EncodeRequest): boolean {
  if (Math.abs(found - fps) <= fps * RATE_TOLERANCE) return true;
  return format === 'gif' && Math.abs(1 / found - 1 / fps) <= GIF_TICK_SECONDS;
}

/** @throws AppError `media.encode_failed`, `media.video_damaged` */
async function verify(tools: RenderTools, path: string, request: EncodeRequest): Promise<void> {
  const found = await tools.describeVideo(path);
  const { width, height, frames, fps } = request;
  const isRight = found.width === width && found.height === height && found.frames === frames.length;
  if (isRight && isRate(found.fps, request)) return;
  throw new AppError(
    'media.encode_failed',
    `The video has ${found.frames} frames of ${found.width} x ${found.height} at ${found.fps} a second, ` +
      `not ${frames.length} of ${width} x ${height} at ${fps}.`,
    { details: { found, expected: { width, height, frames: frames.length, fps } } },
  );
}

async function inBlender(job: RenderJob, request: EncodeRequest, attempt: Attempt): Promise<string> {
  const { frames, width, height, fps, format, quality } = request;
  if (format === 'gif') throw new AppError('media.encode_failed', 'Blender writes no GIF.');
  const { folder, results } = await attempt.run({
    items: [
      {
        ...{ kind: 'encode_video', id: 'encode', width, height, fps, format, quality },
        frames: frames.map(({ sha256 }) => batchInputPath(sha256, 'png')),
      },
    ],
    // Frames may be equal: a file once is enough.
    inputs: [...new Map(frames.map((frame) => [frame.sha256, frame])).values()].map(({ path, sha256 }) => ({
      ...{ sourcePath: path, sha256, extension: 'png' },
    })),
    isolated: false,
    onEvent: new JobProgress(job).listen(wholeJob('Frame')),
  });
  return join(folder, demandOutput(demandSuccess(job, results[0]), 'video').file);
}

async function asGif(tools: RenderTools, job: RenderJob, request: EncodeRequest): Promise<string> {
  const { frames, width, height, fps, quality } = request;
  const target = join(job.folder, 'video.gif');
  await mkdir(job.folder, { recursive: true }).catch((error: unknown) => {
    throw asWriteError(error, job.folder);
  });
  await tools.gif({ frames: frames.map(({ path }) => path), width, height, fps, quality, target });
  return target;
}

/** See RenderServices.encodeVideo. The target appears whole, after the video was verified. */
export async function encodeVideo(
  tools: RenderTools,
  job: RenderJob,
  request: EncodeRequest,
): Promise<PlacedFile & { frames: number; use: JobUse }> {
  if (request.frames.length === 0) throw new AppError('media.encode_failed', 'There are no frames to encode.');
  const { value, use } = await untilVerified(tools, job, job.folder, async (attempt) => {
    const path = request.format === 'gif' ? await asGif(tools, job, request) : await inBlender(job, request, attempt);
    await verify(tools, path, request);
    return path;
  });
  return { ...(await placeFile(value, request.target)), frames: request.frames.length, use };
}
