import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { PictureMetrics } from '../../shared/domain/comparison.ts';
import type { Provenance } from '../../shared/domain/media.ts';
import { AppError, fromErrorValue } from '../../shared/errors/appError.ts';
import type { PictureComparison, PictureDescription } from './comparePictures.ts';
import type { ComposeRequest } from './composePictures.ts';
import type { PartCountRequest, RegionCount } from './countPartPixels.ts';
import type { VideoDescription } from './describeVideo.ts';
import type { EncodedGif, GifRequest } from './encodeGif.ts';
import type { MediaAnswer, MediaTask, MediaTasks } from './mediaTasks.ts';
import type { PublishRequest } from './publishPicture.ts';
import type { ResizeRequest } from './resizePicture.ts';
import type { PictureSize, VerifiedPicture } from './verifyPicture.ts';
import type { PublishedPicture } from './writePicture.ts';
import type { VideoProvenanceRequest } from './writeVideoProvenance.ts';

/** Picture work on a thread of its own; calls may overlap. Errors are those of the functions of the same name. */
export interface MediaWorker {
  verifyPicture(path: string, expected: PictureSize): Promise<VerifiedPicture>;
  publishPicture(request: PublishRequest): Promise<PublishedPicture>;
  thumbnail(source: string, target: string, size: number): Promise<{ width: number; height: number; bytes: number }>;
  composePictures(request: ComposeRequest): Promise<PublishedPicture>;
  resizePicture(request: ResizeRequest): Promise<PublishedPicture>;
  encodeGif(request: GifRequest): Promise<EncodedGif>;
  describePicture(path: string): Promise<PictureDescription>;
  comparePictures(request: PictureComparison): Promise<PictureMetrics>;
  countPartPixels(request: PartCountRequest): Promise<RegionCount[]>;
  describeVideo(path: string): Promise<VideoDescription>;
  writeVideoProvenance(request: VideoProvenanceRequest): Promise<{ path: string; sha256: string; bytes: number }>;
  /** Of a file from anyone; a large compressed .blend takes seconds. */
  readProvenance(path: string): Promise<Provenance | null>;
  /** Lets what is under way finish, so that nothing half-written stays, and ends the thread. Later calls are refused. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (output: never) => void;
  readonly reject: (error: AppError) => void;
}

/** The memory of the decoder is worth more to the machine than the tenth of a second that a new thread takes. */
const IDLE_MILLISECONDS = 5000;

/**
 * The thread is started by the first call, let go when it has been idle, and started anew after a crash. It keeps the process alive only while it
 * works. `workersFolder` holds the built `media.worker.js`.
 */
export function createMediaWorker(options: { workersFolder: string }): MediaWorker {
  const entry = pathToFileURL(join(options.workersFolder, 'media.worker.js'));
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let calls = 0;
  let closed = false;
  let whenIdle: (() => void) | null = null;
  let rest: NodeJS.Timeout | undefined;

  const letGo = (): void => {
    const idle = worker;
    worker = null;
    void idle?.terminate();
  };

  const settle = (id: number): Waiting | undefined => {
    const found = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) {
      worker?.unref();
      clearTimeout(rest);
      rest = setTimeout(letGo, IDLE_MILLISECONDS).unref();
      whenIdle?.();
    }
    return found;
  };

  const start = (): Worker => {
    const started = new Worker(entry, { name: 'media' });
    const end = (cause: unknown): void => {
      // Both events come after a crash; by the second a new thread may be at work.
      if (worker !== started) return;
      worker = null;
      for (const id of [...waiting.keys()]) {
        settle(id)?.reject(new AppError('app.unexpected', 'The picture thread ended unexpectedly.', { cause }));
      }
    };
    started.on('message', (answer: MediaAnswer) => {
      const call = settle(answer.id);
      if (answer.ok) call?.resolve(answer.output as never);
      else call?.reject(fromErrorValue(answer.error));
    });
    started.on('error', end);
    started.on('exit', end);
    return started;
  };

  const ask = <T extends MediaTask>(task: T, input: MediaTasks[T]['input']): Promise<MediaTasks[T]['output']> => {
    if (closed) return Promise.reject(new AppError('app.cancelled', 'The application is closing.'));
    clearTimeout(rest);
    const target = (worker ??= start());
    calls += 1;
    const id = calls;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      target.ref();
      target.postMessage({ id, task, input });
    });
  };

  return {
    verifyPicture: (path, expected) => ask('verify', { path, expected }),
    publishPicture: (request) => ask('publish', request),
    thumbnail: (source, target, size) => ask('thumbnail', { source, target, size }),
    composePictures: (request) => ask('compose', request),
    resizePicture: (request) => ask('resize', request),
    encodeGif: (request) => ask('encodeGif', request),
    describePicture: (path) => ask('describePicture', { path }),
    comparePictures: (request) => ask('comparePictures', request),
    countPartPixels: (request) => ask('countPartPixels', request),
    describeVideo: (path) => ask('describeVideo', { path }),
    writeVideoProvenance: (request) => ask('writeVideoProvenance', request),
    readProvenance: (path) => ask('readProvenance', { path }),
    async close() {
      closed = true;
      if (waiting.size > 0) await new Promise<void>((resolve) => (whenIdle = resolve));
      clearTimeout(rest);
      await worker?.terminate();
      worker = null;
    },
  };
}
