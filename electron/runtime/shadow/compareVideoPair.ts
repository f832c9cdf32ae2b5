import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PictureMetrics, VideoMetrics } from '../../../shared/domain/comparison.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import { judgeVideo } from '../../../shared/parity/judgeVideo.ts';
import type { ComparisonTools } from './comparisonRequest.ts';
import { readBoth } from './outputDamage.ts';
import { HEAT_MAP, type Pair, type PairFindings } from './pair.ts';

type VideoTools = Pick<ComparisonTools, 'comparators' | 'decodeVideo'>;

/** The containers, then every frame. Frames lie in the pair's folder while they are compared. @throws OutputDamage, AppError of the tools */
export async function compareVideoPair(pair: Pair, tools: VideoTools, signal: AbortSignal): Promise<PairFindings> {
  const { control, candidate } = pair;
  const [one, other] = await readBoth(control.path, candidate.path, (path) => tools.comparators.describeVideo(path));
  if (one.width !== other.width || one.height !== other.height) {
    const message = `The control has ${one.width} x ${one.height} pixels, the candidate ${other.width} x ${other.height}.`;
    const judgement = { verdict: 'fail', reasons: [{ code: 'dimensions.differ', message }] } as const;
    return { judgement, metrics: null, pixelHashes: [null, null], heatMap: null };
  }
  const scratch = join(pair.folder, 'frames');
  try {
    const counts = { control: one.frames, candidate: other.frames };
    const [these, those] = await decodeBoth(pair, counts, scratch, tools, signal);
    const { heatMap, ...found } = await compareFrames(pair, these, those, tools, signal);
    const video: VideoMetrics = { frames: [one.frames, other.frames], fps: [one.fps, other.fps], ...found };
    return {
      judgement: judgeVideo(video, pair.thresholds),
      metrics: { picture: null, video, blend: null },
      pixelHashes: [null, null],
      heatMap,
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function decodeBoth(
  pair: Pair,
  counts: { control: number; candidate: number },
  scratch: string,
  tools: VideoTools,
  signal: AbortSignal,
): Promise<[string[], string[]]> {
  return readBoth(pair.control.path, pair.candidate.path, async (path, side) => {
    signal.throwIfAborted();
    const folder = join(scratch, side);
    await mkdir(folder, { recursive: true });
    const frames = await tools.decodeVideo(path, folder);
    if (frames.length === counts[side]) return frames;
    const message = `The video should have ${counts[side]} frames, but ${frames.length} can be decoded.`;
    throw new AppError('media.video_damaged', message);
  });
}

/** Frames side by side, as far as both sides have them. */
async function compareFrames(
  pair: Pair,
  these: readonly string[],
  those: readonly string[],
  tools: VideoTools,
  signal: AbortSignal,
): Promise<Omit<VideoMetrics, 'frames' | 'fps'> & { heatMap: string | null }> {
  const { thresholds } = pair;
  const compare = (index: number, heatMap: string | null): Promise<PictureMetrics> =>
    tools.comparators.pictures({ control: these[index]!, candidate: those[index]!, thresholds, heatMap });
  const perFrame: VideoMetrics['perFrame'] = [];
  let worst: { index: number; metrics: PictureMetrics } | null = null;
  for (let index = 0; index < Math.min(these.length, those.length); index += 1) {
    signal.throwIfAborted();
    const metrics = await compare(index, null);
    const { meanDelta, maxDelta, shareOverThreshold, windowDensity } = metrics;
    perFrame.push({ frame: index + 1, meanDelta, maxDelta, shareOverThreshold, windowDensity });
    if (!worst || isWorse(metrics, worst.metrics)) worst = { index, metrics };
  }
  if (!worst) return { perFrame, worst: null, worstFrame: null, heatMap: null };
  const heatMap = join(pair.folder, HEAT_MAP);
  await compare(worst.index, heatMap);
  return { perFrame, worst: worst.metrics, worstFrame: worst.index + 1, heatMap };
}

function isWorse(these: PictureMetrics, those: PictureMetrics): boolean {
  if (these.windowDensity !== those.windowDensity) return these.windowDensity > those.windowDensity;
  return these.meanDelta > those.meanDelta;
}
