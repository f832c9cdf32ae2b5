import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGif } from '../../../electron/media/gifBlocks.ts';
import { type MediaWorker, createMediaWorker } from '../../../electron/media/mediaWorker.ts';
import { readPngChunks } from '../../../electron/media/pngChunks.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { builtWorkers } from '../../support/builtWorkers.ts';
import { temporaryFolder } from './pictures.ts';

let media: MediaWorker;
beforeAll(async () => {
  media = createMediaWorker({ workersFolder: await builtWorkers('media.worker') });
});
afterAll(() => media.close());

type Rgba = { r: number; g: number; b: number; alpha: number };
const red: Rgba = { r: 255, g: 0, b: 0, alpha: 1 };
const blue: Rgba = { r: 0, g: 0, b: 255, alpha: 1 };

async function plain(folder: string, name: string, colour: Rgba, width = 8, height = 6): Promise<string> {
  const path = join(folder, name);
  await sharp({ create: { width, height, channels: 4, background: colour } })
    .png()
    .toFile(path);
  return path;
}

async function pixelOf(path: string, left: number, top: number): Promise<number[]> {
  return [...(await sharp(path).extract({ left, top, width: 1, height: 1 }).raw().toBuffer())];
}

const sheet = { mode: 'sheet', columns: 0, gap: 2, background: '#ffffff' } as const;
const over = { mode: 'over', columns: 0, gap: 0, background: 'transparent' } as const;

describe('a sheet of pictures', () => {
  it('is as square as it can be, with gaps between and around, and says nothing but pixels', async () => {
    const folder = temporaryFolder();
    const sources = [
      await plain(folder, 'a.png', red),
      await plain(folder, 'b.png', blue),
      await plain(folder, 'c.png', red),
    ];
    const target = join(folder, 'sheet.png');
    const made = await media.composePictures({ ...sheet, sources, target });
    expect(made).toMatchObject({
      path: target,
      width: 2 + 2 * 10,
      height: 2 + 2 * 8,
      bytes: readFileSync(target).length,
    });
    expect(await pixelOf(target, 0, 0)).toEqual([255, 255, 255]);
    expect(await pixelOf(target, 2, 2)).toEqual([255, 0, 0]);
    expect(await pixelOf(target, 12, 2)).toEqual([0, 0, 255]);
    expect(await pixelOf(target, 2, 10)).toEqual([255, 0, 0]);
    expect(await pixelOf(target, 12, 10)).toEqual([255, 255, 255]);
    const types = readPngChunks(readFileSync(target)).map(({ type }) => type);
    expect(types.filter((type) => !['IHDR', 'pHYs', 'IDAT', 'IEND'].includes(type))).toEqual([]);
    expect(await media.composePictures({ ...sheet, sources, target: join(folder, 'again.png') })).toMatchObject({
      sha256: made.sha256,
    });
  });

  it('has the columns that were asked for, and smaller pictures in the middle of their cells', async () => {
    const folder = temporaryFolder();
    const sources = [await plain(folder, 'a.png', red), await plain(folder, 'b.png', blue, 4, 2)];
    const target = join(folder, 'sheet.png');
    const made = await media.composePictures({ ...sheet, sources, target, columns: 1, gap: 0 });
    expect(made).toMatchObject({ width: 8, height: 12 });
    expect(await pixelOf(target, 1, 8)).toEqual([255, 255, 255]);
    expect(await pixelOf(target, 2, 8)).toEqual([0, 0, 255]);
  });
});

describe('pictures over each other', () => {
  it('mix by their alpha, the last one on top', async () => {
    const folder = temporaryFolder();
    const sources = [await plain(folder, 'a.png', red), await plain(folder, 'b.png', { ...blue, alpha: 0.4 })];
    const target = join(folder, 'over.png');
    await media.composePictures({ ...over, sources, target });
    expect(await pixelOf(target, 3, 3)).toEqual([153, 0, 102]);
    await media.composePictures({ ...over, sources: [...sources].reverse(), target });
    expect(await pixelOf(target, 3, 3)).toEqual([255, 0, 0]);
  });

  it('keep what is transparent in all of them, or take the background there', async () => {
    const folder = temporaryFolder();
    const clear = await plain(folder, 'a.png', { ...red, alpha: 0 });
    const half = await plain(folder, 'b.png', { ...blue, alpha: 0.2 });
    const target = join(folder, 'over.png');
    await media.composePictures({ ...over, sources: [clear, half], target });
    expect(await pixelOf(target, 0, 0)).toEqual([0, 0, 255, 51]);
    await media.composePictures({ ...over, sources: [clear, half], target, background: '#00ff00' });
    expect(await pixelOf(target, 0, 0)).toEqual([0, 204, 51]);
  });
});

describe('pictures that cannot be composed', () => {
  it.each<[string, string, (folder: string) => Promise<Partial<Parameters<MediaWorker['composePictures']>[0]>>]>([
    ['none at all', 'app.invalid_input', () => Promise.resolve({ sources: [] })],
    [
      'unequal sizes over each other',
      'app.invalid_input',
      async (folder) => ({
        ...over,
        sources: [await plain(folder, 'a.png', red), await plain(folder, 'b.png', red, 4, 4)],
      }),
    ],
    ['a colour that is none', 'app.invalid_input', () => Promise.resolve({ background: 'white' })],
    ['a file that is gone', 'file.missing', (folder) => Promise.resolve({ sources: [join(folder, 'gone.png')] })],
    [
      'half a file',
      'media.undecodable',
      async (folder) => {
        const path = await plain(folder, 'a.png', red, 64, 64);
        writeFileSync(path, readFileSync(path).subarray(0, -14));
        return { sources: [path] };
      },
    ],
    [
      'a sheet without end',
      'app.invalid_input',
      async (folder) => ({ sources: [await plain(folder, 'a.png', red)], gap: 20_000 }),
    ],
  ])('%s: %s', async (_name, code, change) => {
    const folder = temporaryFolder();
    const request = { ...sheet, sources: [], target: join(folder, 'out.png'), ...(await change(folder)) };
    await expect(media.composePictures(request)).rejects.toMatchObject({ code });
  });
});

describe('a picture is made smaller', () => {
  it('to fit the box with its proportions, never larger, and always to the same file', async () => {
    const folder = temporaryFolder();
    const source = await plain(folder, 'a.png', { ...red, alpha: 0.5 }, 80, 40);
    const target = join(folder, 'small.png');
    const made = await media.resizePicture({ source, target, width: 20, height: 20 });
    expect(made).toMatchObject({ path: target, width: 20, height: 10 });
    expect((await pixelOf(target, 5, 5))[3]).toBe(128);
    expect((await media.resizePicture({ source, target, width: 20, height: 20 })).sha256).toBe(made.sha256);
    expect(await media.resizePicture({ source, target, width: 800, height: 800 })).toMatchObject({
      width: 80,
      height: 40,
    });
    await expect(media.resizePicture({ source, target, width: 0, height: 20 })).rejects.toMatchObject({
      code: 'app.invalid_input',
    });
  });
});

describe('an animated GIF', () => {
  const size = { width: 32, height: 18 };

  async function frames(folder: string, count: number): Promise<string[]> {
    return Promise.all(
      Array.from({ length: count }, (_, at) =>
        // Two neighbours are always alike: none of them may be lost.
        plain(folder, `${at}.png`, { ...red, g: (at >> 1) * 20 }, size.width, size.height),
      ),
    );
  }

  it('has every frame, the asked rate, no end, and is the same file again', async () => {
    const folder = temporaryFolder();
    const request = { frames: await frames(folder, 12), target: join(folder, 'a.gif'), fps: 24, ...size };
    const made = await media.encodeGif(request);
    expect(made).toMatchObject({ path: request.target, frames: 12, bytes: readFileSync(request.target).length });
    expect(await media.describeVideo(request.target)).toEqual({ ...size, frames: 12, fps: 24 });
    expect(await sharp(request.target).metadata()).toMatchObject({ pages: 12, loop: 0 });
    const again = await media.encodeGif({ ...request, target: join(folder, 'b.gif') });
    expect(again.sha256).toBe(made.sha256);
  });

  it('never plays faster than players can', async () => {
    const folder = temporaryFolder();
    const target = join(folder, 'a.gif');
    await media.encodeGif({ frames: await frames(folder, 4), target, fps: 120, ...size });
    expect(readGif(readFileSync(target)).centiseconds).toBe(8);
  });

  it('of one frame, of none, of frames of another size, of half a frame', async () => {
    const folder = temporaryFolder();
    const target = join(folder, 'a.gif');
    const [frame = ''] = await frames(folder, 1);
    expect(await media.encodeGif({ frames: [frame], target, fps: 24, ...size })).toMatchObject({ frames: 1 });
    const failing = (change: Partial<Parameters<MediaWorker['encodeGif']>[0]>) =>
      expect(media.encodeGif({ frames: [frame], target, fps: 24, ...size, ...change })).rejects;
    await failing({ frames: [] }).toMatchObject({ code: 'app.invalid_input' });
    await failing({ fps: 0 }).toMatchObject({ code: 'app.invalid_input' });
    await failing({ width: 33 }).toMatchObject({ code: 'blender.output_wrong_size' });
    writeFileSync(frame, readFileSync(frame).subarray(0, 60));
    await failing({}).toMatchObject({ code: 'media.undecodable' });
  });
});
