import { AppError } from '../../shared/errors/appError.ts';
import { MAXIMUM_PIXELS, undecodable } from './decodeSamples.ts';
import { layOver } from './layOver.ts';
import { type RawPicture, plainPng } from './plainPng.ts';
import { readWholePicture } from './readWholePicture.ts';
import type { Sharp } from './sharpForProcess.ts';
import { type PublishedPicture, writePicture } from './writePicture.ts';

export interface ComposeRequest {
  readonly sources: readonly string[];
  readonly target: string;
  /** Beside each other, or over each other by their alpha (the last one on top, all of one size). */
  readonly mode: 'sheet' | 'over';
  /** Of a sheet; 0 = as square as it can be. */
  readonly columns: number;
  /** Pixels between and around the pictures of a sheet. */
  readonly gap: number;
  /** #rrggbb, or `transparent`. */
  readonly background: string;
}

interface Layout {
  readonly width: number;
  readonly height: number;
  /** Left and top of each picture. */
  readonly places: readonly (readonly [number, number])[];
}

/**
 * Several pictures as one PNG of 8 bits: without alpha when nothing in it is transparent. The cells of a sheet are as
 * large as its largest picture; smaller ones stand in the middle of theirs. All arithmetic is on whole numbers, so that
 * equal sources become equal pixels in every build of the decoder.
 * @throws AppError `app.invalid_input` (nothing to compose, unequal sizes, unknown colour, too large), `file.missing`,
 *   `file.unreadable`, `media.undecodable`, `file.disk_full`, `file.output_unwritable`
 */
export async function composePictures(sharp: Sharp, request: ComposeRequest): Promise<PublishedPicture> {
  const background = parseColour(request.background);
  const sizes = await Promise.all(request.sources.map((path) => sizeOf(sharp, path)));
  const layout = request.mode === 'sheet' ? sheetOf(sizes, request) : stackOf(sizes);
  if (layout.width * layout.height > MAXIMUM_PIXELS) {
    throw refused(`A picture of ${layout.width} x ${layout.height} pixels is too large.`);
  }
  const canvas = new Uint32Array(layout.width * layout.height).fill(background);
  const data = new Uint8Array(canvas.buffer);
  for (const [index, path] of request.sources.entries()) {
    const [left, top] = layout.places[index]!;
    layOver({ ...layout, data }, await decodeRgba(sharp, path), left, top);
  }
  const picture: RawPicture = { ...layout, channels: 4, data };
  return writePicture(sharp, request.target, await plainPng(sharp, withoutIdleAlpha(picture)));
}

const refused = (message: string): AppError => new AppError('app.invalid_input', message);

/** Red, green, blue and alpha as they lie in memory. */
function parseColour(text: string): number {
  const rgba = Buffer.alloc(4);
  if (text !== 'transparent') {
    const digits = /^#([0-9a-f]{6})$/i.exec(text)?.[1];
    if (!digits) throw refused(`${JSON.stringify(text)} is no colour: write #rrggbb or transparent.`);
    rgba.write(`${digits}ff`, 'hex');
  }
  return new Uint32Array(Uint8Array.from(rgba).buffer)[0]!;
}

async function sizeOf(sharp: Sharp, path: string): Promise<{ width: number; height: number }> {
  const { width, height } = await sharp(await readWholePicture(path))
    .metadata()
    .catch((error: unknown) => {
      throw undecodable(error);
    });
  return { width, height };
}

async function decodeRgba(sharp: Sharp, path: string): Promise<RawPicture> {
  const file = await readWholePicture(path);
  const { data, info } = await sharp(file, { failOn: 'warning', limitInputPixels: MAXIMUM_PIXELS, ignoreIcc: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw undecodable(error);
    });
  return { data, width: info.width, height: info.height, channels: 4 };
}

type Size = Awaited<ReturnType<typeof sizeOf>>;

function sheetOf(sizes: readonly Size[], { columns: wanted, gap }: ComposeRequest): Layout {
  if (sizes.length === 0) throw refused('There is no picture to put on the sheet.');
  if (![wanted, gap].every((value) => Number.isInteger(value) && value >= 0)) {
    throw refused(`A sheet cannot have ${wanted} columns with ${gap} pixels between them.`);
  }
  const columns = Math.min(sizes.length, wanted || Math.ceil(Math.sqrt(sizes.length)));
  const rows = Math.ceil(sizes.length / columns);
  const cellWidth = Math.max(...sizes.map(({ width }) => width));
  const cellHeight = Math.max(...sizes.map(({ height }) => height));
  return {
    width: gap + columns * (cellWidth + gap),
    height: gap + rows * (cellHeight + gap),
    places: sizes.map(({ width, height }, index) => [
      gap + (index % columns) * (cellWidth + gap) + ((cellWidth - width) >> 1),
      gap + Math.floor(index / columns) * (cellHeight + gap) + ((cellHeight - height) >> 1),
    ]),
  };
}

function stackOf(sizes: readonly Size[]): Layout {
  const [first] = sizes;
  if (!first) throw refused('There is no picture to lay over another.');
  const other = sizes.find(({ width, height }) => width !== first.width || height !== first.height);
  if (other) {
    throw refused(
      `Pictures over each other must have one size, not ${first.width} x ${first.height} and ${other.width} x ${other.height}.`,
    );
  }
  return { ...first, places: sizes.map(() => [0, 0]) };
}

function withoutIdleAlpha(picture: RawPicture): RawPicture {
  const { data, width, height } = picture;
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return picture;
  const opaque = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < opaque.length; from += 4, to += 3) {
    opaque[to] = data[from]!;
    opaque[to + 1] = data[from + 1]!;
    opaque[to + 2] = data[from + 2]!;
  }
  return { data: opaque, width, height, channels: 3 };
}
