import { readFile, readdir, rename, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/appError.ts';
import type { ErrorCode } from '../../../shared/errors/errorCatalogue.ts';
import type { PictureServices } from '../contracts/pictureServices.ts';
import { turntableFrameSchema } from '../contracts/renderBatch.ts';
import type { RenderedPicture } from '../contracts/renderServices.ts';
import { asWriteError } from '../contracts/writeBatch.ts';

const FRAME_FILE = /^frame_(\d{4,})\.png$/;

/** What says that a picture is bad. Anything else (an unreadable drive, a closing application) says nothing about it. */
const damageCodes: ReadonlySet<ErrorCode> = new Set([
  'media.undecodable',
  'blender.output_missing',
  'blender.output_truncated',
  'blender.output_wrong_size',
  'blender.output_uniform',
]);

interface Gathered {
  /** Frames found damaged and deleted, with what was wrong; good copies found elsewhere are taken off again. */
  readonly damaged: ReadonlyMap<number, AppError>;
}

/**
 * The frames of one turntable on the disk. They lie in `folder`; what Blender processes rendered, also those that were
 * killed, lies in `folder/try-<n>/runs/<id>/<item>` and is taken over once it is verified.
 */
export class FrameStore {
  /** Verified frames by number. */
  readonly good = new Map<number, RenderedPicture>();
  readonly #folder: string;
  readonly #pictures: Pick<PictureServices, 'verify'>;
  readonly #frames: number;
  readonly #size: { width: number; height: number };

  constructor(options: {
    folder: string;
    pictures: Pick<PictureServices, 'verify'>;
    /** Of the whole turntable. */
    frames: number;
    size: { width: number; height: number };
  }) {
    this.#folder = options.folder;
    this.#pictures = options.pictures;
    this.#frames = options.frames;
    this.#size = options.size;
  }

  /** Numbers of the frames that are not there yet, in order. */
  missing(): number[] {
    return Array.from({ length: this.#frames }, (_, index) => index + 1).filter((frame) => !this.good.has(frame));
  }

  /** Verifies every frame that is not known yet, keeps the good ones and deletes the damaged ones. */
  async gather(): Promise<Gathered> {
    const damaged = new Map<number, AppError>();
    for (const folder of [this.#folder, ...(await this.#runFolders())]) {
      for (const { frame, name } of await framesIn(folder)) {
        if (frame < 1 || frame > this.#frames || this.good.has(frame)) continue;
        const judged = await this.#judge(folder, frame, name);
        if (judged === 'unfinished') continue;
        if (judged instanceof AppError) {
          damaged.set(frame, judged);
          await discard(folder, name);
        } else {
          damaged.delete(frame);
          this.good.set(frame, await this.#takeOver(folder, name, judged));
        }
      }
    }
    return { damaged };
  }

  /** A frame, or why it is none. Without its description, which is written last, its process ended in between. */
  async #judge(folder: string, frame: number, name: string): Promise<RenderedPicture | AppError | 'unfinished'> {
    const path = join(folder, name);
    const text = await readFile(join(folder, descriptionOf(name)), 'utf8').catch(() => null);
    if (text === null) return 'unfinished';
    const about = turntableFrameSchema.safeParse(parseJson(text));
    try {
      const { pixelHash } = await this.#pictures.verify(path, this.#size);
      const data = await readFile(path);
      const sha256 = createHash('sha256').update(data).digest('hex');
      if (!about.success || about.data.frame !== frame || about.data.sha256 !== sha256) {
        return new AppError('media.undecodable', `Frame ${frame} is not the picture that Blender described.`);
      }
      return { path, sha256, bytes: data.length, ...this.#size, pixelHash, actual: about.data.actual };
    } catch (thrown) {
      if (thrown instanceof AppError && damageCodes.has(thrown.code)) return thrown;
      throw thrown;
    }
  }

  /** The description goes last here, too. */
  async #takeOver(folder: string, name: string, picture: RenderedPicture): Promise<RenderedPicture> {
    if (folder === this.#folder) return picture;
    try {
      const path = join(this.#folder, name);
      await rename(picture.path, path);
      await rename(join(folder, descriptionOf(name)), join(this.#folder, descriptionOf(name)));
      return { ...picture, path };
    } catch (error) {
      throw asWriteError(error, this.#folder);
    }
  }

  async #runFolders(): Promise<string[]> {
    const tries = (await namesIn(this.#folder)).filter((name) => name.startsWith('try-'));
    const runs = await nested(tries.map((name) => join(this.#folder, name, 'runs')));
    return nested(runs);
  }
}

const descriptionOf = (name: string): string => name.replace(/\.png$/, '.json');

/** Nothing there is no error: it is where every turntable begins. */
const namesIn = async (folder: string): Promise<string[]> => (await readdir(folder).catch(() => [])).sort();

async function nested(folders: readonly string[]): Promise<string[]> {
  const inside = await Promise.all(
    folders.map(async (folder) => (await namesIn(folder)).map((name) => join(folder, name))),
  );
  return inside.flat();
}

async function framesIn(folder: string): Promise<{ frame: number; name: string }[]> {
  const found = (await namesIn(folder)).map((name) => ({ name, digits: FRAME_FILE.exec(name)?.[1] }));
  return found.flatMap(({ name, digits }) => (digits === undefined ? [] : [{ name, frame: Number(digits) }]));
}

async function discard(folder: string, name: string): Promise<void> {
  await Promise.all([name, descriptionOf(name)].map((each) => rm(join(folder, each), { force: true })));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
