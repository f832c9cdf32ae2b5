import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import sharp, { type OverlayOptions } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeVideo } from '../../../electron/media/describeVideo.ts';
import type { RenderServices } from '../../../electron/runtime/contracts/renderServices.ts';
import { expectAppError } from '../../support/expectAppError.ts';
import { faultyResources } from '../../support/faultyResources.ts';
import { RenderStand } from '../../support/renderStand.ts';
import { resourcesFolder } from '../../support/testBlender.ts';

type Request = Parameters<RenderServices['encodeVideo']>[1];
type Frame = Request['frames'][number];

const [WIDTH, HEIGHT, FRAMES] = [96, 54, 6];
let stand: RenderStand;
let frames: Frame[];

beforeAll(async () => {
  stand = await RenderStand.open();
  frames = await Promise.all(Array.from({ length: FRAMES }, (_, index) => aFrame(index)));
}, 60_000);

afterAll(() => stand?.close());

/** Strong colours, and a bar that says which frame it is. */
async function aFrame(index: number, size = { width: WIDTH, height: HEIGHT }): Promise<Frame> {
  const bar = (left: number, width: number, color: string): OverlayOptions => ({
    ...{ left, top: 0 },
    input: { create: { width, height: size.height, channels: 3, background: color } },
  });
  const picture = sharp({ create: { ...size, channels: 3, background: '#808080' } })
    .composite([
      bar(0, 16, '#c02020'),
      bar(16, 16, '#20a040'),
      bar(32, 16, '#2040d0'),
      bar(48 + 8 * index, 8, '#f0f0f0'),
    ])
    .png();
  return save(await picture.toBuffer());
}

/** Much for an encoder to leave out. */
async function aGrainyFrame(index: number): Promise<Frame> {
  const values = Buffer.alloc(WIDTH * HEIGHT * 3, 0).map((_, at) => (at * at * (index + 3)) % 251);
  return save(
    await sharp(values, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
      .png()
      .toBuffer(),
  );
}

function save(data: Buffer): Frame {
  const sha256 = createHash('sha256').update(data).digest('hex');
  const path = join(stand.blender.folder, `source-${sha256}.png`);
  writeFileSync(path, data);
  return { path, sha256 };
}

const request = (format: Request['format'], change: Partial<Request> = {}): Request => ({
  ...{ frames, width: WIDTH, height: HEIGHT, fps: 25, format, quality: 95 },
  target: join(stand.blender.folder, `video-${randomUUID()}.${format}`),
  ...change,
});

const encode = (wanted: Request): ReturnType<RenderServices['encodeVideo']> =>
  stand.render.encodeVideo(stand.job().job, wanted);

/** The mean colour of a patch in the middle of a bar. */
async function colourAt(path: string, left: number): Promise<number[]> {
  const { channels } = await sharp(path)
    .removeAlpha()
    .extract({ left, top: 20, width: 4, height: 12 })
    .toBuffer()
    .then((part) => sharp(part).stats());
  return channels.map((channel) => channel.mean);
}

describe.each(['mp4', 'webm'] as const)('a video as %s', (format) => {
  it('has all frames in order, at its rate, in the colours of the pictures', async () => {
    const made = await encode(request(format));
    expect(await describeVideo(made.path)).toEqual({ width: WIDTH, height: HEIGHT, frames: FRAMES, fps: 25 });
    expect(made).toMatchObject({ frames: FRAMES, bytes: readFileSync(made.path).length, use: { tries: 1 } });
    const folder = join(stand.blender.folder, `decoded-${format}`);
    const decoded = await stand.render.decodeVideo(stand.job().job, made.path, folder);
    expect(decoded).toHaveLength(FRAMES);
    for (const [index, path] of decoded.entries()) {
      expect(await sharp(path).metadata()).toMatchObject({ format: 'png', width: WIDTH, height: HEIGHT });
      for (const left of [6, 22, 38, 50 + 8 * index]) {
        const [shown, meant] = [await colourAt(path, left), await colourAt(frames[index]?.path ?? '', left)];
        for (const [channel, value] of meant.entries())
          expect(
            Math.abs((shown[channel] ?? 0) - value),
            `frame ${index + 1}, x ${left}, ${shown} for ${meant}`,
          ).toBeLessThan(12);
      }
    }
  });

  it('is the same file when it is made again, with no word of when, where and by whom', async () => {
    const [first, second] = [await encode(request(format)), await encode(request(format))];
    expect(second.sha256).toBe(first.sha256);
    const elsewhere = await stand.servicesOn(resourcesFolder).encodeVideo(stand.job().job, request(format));
    expect(elsewhere.sha256, 'in a new process').toBe(first.sha256);
    const content = readFileSync(first.path).toString('latin1');
    expect(content).not.toMatch(/\d{4}\/\d\d\/\d\d|DATE|SCENE|untitled/);
  });

  it('is smaller in a lower quality', async () => {
    const detailed = await Promise.all([1, 2, 3, 4].map((index) => aGrainyFrame(index)));
    const size = async (quality: number): Promise<number> =>
      (await encode(request(format, { frames: detailed, quality }))).bytes;
    expect(await size(10)).toBeLessThan((await size(95)) * 0.8);
  });

  it.each([
    ['cutsFrames', 'media.encode_failed', 3],
    ['forgets', 'blender.output_missing', 3],
    ['fillsTheDisk', 'file.disk_full', 1],
  ] as const)('does not count when Blender %s', async (fault, code, tries) => {
    const render = stand.servicesOn(faultyResources(stand.blender.folder, fault, 'encode_video'));
    const { job, told } = stand.job();
    const wanted = request(format);
    await expectAppError(render.encodeVideo(job, wanted), code);
    expect(told.retried).toHaveLength(tries - 1);
    expect(existsSync(wanted.target)).toBe(false);
  });
});

describe('a video', () => {
  it('may show the same picture more than once', async () => {
    const [first] = frames;
    if (!first) throw new Error('There are frames.');
    const made = await encode(request('mp4', { frames: [first, first, first] }));
    expect(await describeVideo(made.path)).toMatchObject({ frames: 3 });
  });

  it('is made as GIF without Blender, and verified like the others', async () => {
    const { job, told } = stand.job();
    const made = await stand.render.encodeVideo(job, request('gif', { fps: 24 }));
    expect(await describeVideo(made.path)).toMatchObject({ width: WIDTH, height: HEIGHT, frames: FRAMES });
    expect(told.pids).toEqual([]);
  });

  it('is black where a picture lets through', async () => {
    const background = { r: 200, g: 40, b: 40, alpha: 0.5 };
    const half = save(
      await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 4, background } })
        .png()
        .toBuffer(),
    );
    const made = await encode(request('webm', { frames: [half, half] }));
    const [path = ''] = await stand.render.decodeVideo(stand.job().job, made.path, join(stand.blender.folder, 'half'));
    const [red = 0, green = 0] = await colourAt(path, 40);
    expect([Math.abs(red - 100) < 12, Math.abs(green - 20) < 12], `${red}, ${green}`).toEqual([true, true]);
  });

  it('is not made of a frame that is damaged, missing or of another size', async () => {
    const [first, second] = frames;
    if (!first || !second) throw new Error('There are frames.');
    const damaged = join(stand.blender.folder, 'damaged.png');
    copyFileSync(second.path, damaged);
    truncateSync(damaged, readFileSync(damaged).length - 30);
    const bad: Frame[] = [{ path: damaged, sha256: 'd'.repeat(64) }, await aFrame(1, { width: 48, height: 54 })];
    for (const frame of bad) {
      const failure = await expectAppError(encode(request('mp4', { frames: [first, frame] })), 'blender.scene_error');
      expect(failure.message).toContain(frame.sha256);
    }
    const absent = { path: join(stand.blender.folder, 'absent.png'), sha256: 'a'.repeat(64) };
    await expectAppError(encode(request('webm', { frames: [first, absent] })), 'file.missing');
    await expectAppError(encode(request('webm', { frames: [] })), 'media.encode_failed');
  });

  it('cannot have an odd size as MP4, and says so', async () => {
    const odd = await aFrame(0, { width: 97, height: 54 });
    const failure = await expectAppError(encode(request('mp4', { frames: [odd], width: 97 })), 'blender.scene_error');
    expect(failure.message).toBe('97 x 54 is no size for MP4: both must be even.');
    expect(await encode(request('webm', { frames: [odd, odd], width: 97 }))).toMatchObject({ frames: 2 });
  });

  it('that is damaged, or none, cannot be taken apart', async () => {
    const made = await encode(request('mp4'));
    const text = join(stand.blender.folder, 'text.mp4');
    writeFileSync(text, 'this is not a video');
    truncateSync(made.path, 100);
    for (const path of [made.path, text]) {
      const target = join(stand.blender.folder, 'nothing');
      await expectAppError(stand.render.decodeVideo(stand.job().job, path, target), 'blender.scene_error');
      expect(existsSync(target)).toBe(false);
    }
  });
});
