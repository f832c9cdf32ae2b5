import { readFile } from 'node:fs/promises';
import { EncodedPacketSink, FilePathSource, Input, type InputVideoTrack, MP4, WEBM } from 'mediabunny';
import { AppError } from '../../shared/errors/appError.ts';
import { withFileErrors } from './fileErrors.ts';
import { withFile } from './fileParts.ts';
import { type FileKind, fileKind } from './fileKind.ts';
import { readGif } from './gifBlocks.ts';
import { readMp4Boxes } from './mp4Boxes.ts';
import { readWebmSegment } from './webmSegment.ts';

/** What the container of a video says. */
export interface VideoDescription {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** Frames a second; 0 for a single one without a duration. */
  readonly fps: number;
}

/**
 * Reads an MP4, WebM or GIF, told by its content, without decoding a picture. Its outer structure must be whole.
 * @throws AppError `media.video_damaged`, `file.missing`, `file.unreadable`
 */
export async function describeVideo(path: string): Promise<VideoDescription> {
  const kind = await fileKind(path);
  switch (kind) {
    case 'gif':
      return describeGif(await withFileErrors(path, 'read', () => readFile(path)));
    case 'mp4':
      await withFile(path, readMp4Boxes);
      return describeTrack(path, kind);
    case 'webm':
      await withFile(path, readWebmSegment);
      return describeTrack(path, kind);
    default:
      throw new AppError('media.video_damaged', 'The file is neither MP4 nor WebM nor GIF.', { details: { path } });
  }
}

function describeGif(file: Buffer): VideoDescription {
  const { width, height, frames, centiseconds } = readGif(file);
  return { width, height, frames, fps: centiseconds === 0 ? 0 : roundRate((frames * 100) / centiseconds) };
}

async function describeTrack(path: string, kind: FileKind): Promise<VideoDescription> {
  const input = new Input({ source: new FilePathSource(path), formats: [MP4, WEBM] });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new Error('there is no video in it');
    const { width, height } = { width: await track.getDisplayWidth(), height: await track.getDisplayHeight() };
    return { width, height, ...(await countFrames(track)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('media.video_damaged', `The ${kind} cannot be read: ${reason}`, {
      details: { path },
      cause: error,
    });
  } finally {
    input.dispose();
  }
}

async function countFrames(track: InputVideoTrack): Promise<{ frames: number; fps: number }> {
  let frames = 0;
  let first = Infinity;
  let last = -Infinity;
  let duration = 0;
  // In decoding order: where frames refer to later ones, times go back and forth.
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) {
    frames += 1;
    first = Math.min(first, packet.timestamp);
    last = Math.max(last, packet.timestamp);
    duration = packet.duration;
  }
  if (frames === 0) throw new Error('there is no frame in it');
  if (frames === 1) return { frames, fps: duration > 0 ? roundRate(1 / duration) : 0 };
  return { frames, fps: rateOf(frames - 1, last - first) };
}

/** WebM rounds times to milliseconds: a whole rate that explains them is the one that was meant. */
function rateOf(steps: number, seconds: number): number {
  const measured = steps / seconds;
  const whole = Math.round(measured);
  return Math.abs(steps / whole - seconds) <= 0.001 ? whole : roundRate(measured);
}

const roundRate = (fps: number): number => Math.round(fps * 1000) / 1000;
