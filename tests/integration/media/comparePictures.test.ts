import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MediaWorker, createMediaWorker } from '../../../electron/media/mediaWorker.ts';
import { defaultThresholds } from '../../../shared/parity/defaultThresholds.ts';
import { builtWorkers } from '../../support/builtWorkers.ts';
import { defects, productPicture, writePng } from '../../support/plantedDefects.ts';
import { temporaryFolder, writeRender } from './pictures.ts';
import { gradient } from './samplePictures.ts';

let media: MediaWorker;
beforeAll(async () => {
  media = createMediaWorker({ workersFolder: await builtWorkers('media.worker') });
});
afterAll(() => media.close());

const thresholds = defaultThresholds('still_image');

describe('two pictures', () => {
  it('are compared in the picture thread, and the heat map is as large as they are', async () => {
    const folder = temporaryFolder();
    const product = productPicture();
    const control = await writePng(join(folder, 'control.png'), product);
    const changed = defects['a bolt of 9 x 9 pixels removed']!(product);
    const candidate = await writePng(join(folder, 'candidate.png'), changed);
    const heatMap = join(folder, 'maps/heat.png');
    const metrics = await media.comparePictures({ control, candidate, thresholds, heatMap });
    expect(metrics).toMatchObject({
      width: 1920,
      height: 1080,
      channels: 3,
      depth: 8,
      pixelHashEqual: false,
      shareOverThreshold: 81 / (1920 * 1080),
      windowDensity: 1,
      windowAt: [1200, 400],
      p99: 0,
    });
    const { data, info } = await sharp(heatMap).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 1920, height: 1080, channels: 3 });
    const lit = (left: number, top: number): boolean => data[(top * 1920 + left) * 3]! > 60;
    expect([lit(1200, 400), lit(1208, 408), lit(1209, 408), lit(1199, 400)]).toEqual([true, true, false, false]);
  });

  it('of 16 bits are compared in all of them', async () => {
    const folder = temporaryFolder();
    const deep = async (name: string, raise: number): Promise<string> => {
      const samples = Uint16Array.from(gradient(64, 36, 3, 65000));
      samples[300] = samples[300]! + raise;
      const path = join(folder, name);
      await sharp(samples, { raw: { width: 64, height: 36, channels: 3 } })
        .toColourspace('rgb16')
        .png()
        .toFile(path);
      return path;
    };
    const request = { control: await deep('a.png', 0), candidate: await deep('b.png', 1), thresholds, heatMap: null };
    expect(await media.comparePictures(request)).toMatchObject({ depth: 16, maxDelta: 1 / 257, pixelHashEqual: false });
    expect((await media.describePicture(request.control)).depth).toBe(16);
  });

  it.each<[string, (image: Sharp) => Sharp, unknown, unknown]>([
    ['dimensions', (image) => image.resize(63, 36), '64 x 36', '63 x 36'],
    ['channels', (image) => image.removeAlpha(), 4, 3],
    ['depth', (image) => image.toColourspace('rgb16'), 8, 16],
  ])('of other %s are not compared, and the error says how they differ', async (what, change, one, other) => {
    const folder = temporaryFolder();
    const control = await writeRender(folder, 'control.png');
    const candidate = join(folder, 'candidate.png');
    await change(sharp(control)).png().toFile(candidate);
    await expect(media.comparePictures({ control, candidate, thresholds, heatMap: null })).rejects.toMatchObject({
      code: 'comparison.failed',
      details: { what, control: one, candidate: other },
    });
  });

  it('of which one is cut, damaged or gone are an error', async () => {
    const folder = temporaryFolder();
    const control = await writeRender(folder, 'control.png');
    const candidate = await writeRender(folder, 'candidate.png');
    const comparing = () => expect(media.comparePictures({ control, candidate, thresholds, heatMap: null })).rejects;
    const whole = readFileSync(candidate);
    truncateSync(candidate, whole.length - 1);
    await comparing().toMatchObject({ code: 'media.undecodable' });
    await expect(media.describePicture(candidate)).rejects.toMatchObject({ code: 'media.undecodable' });
    const bytes = Buffer.from(whole);
    bytes[200]! ^= 0xff;
    writeFileSync(candidate, bytes);
    await comparing().toMatchObject({ code: 'media.undecodable' });
    await expect(media.describePicture(join(folder, 'gone.png'))).rejects.toMatchObject({ code: 'file.missing' });
  });

  it('as JPEG and WebP are compared as they are decoded', async () => {
    const folder = temporaryFolder();
    const source = await writeRender(folder, 'source.png');
    for (const format of ['jpg', 'webp']) {
      const path = join(folder, `picture.${format}`);
      await sharp(source).toFile(path);
      const metrics = await media.comparePictures({ control: path, candidate: path, thresholds, heatMap: null });
      expect(metrics).toMatchObject({ pixelHashEqual: true, width: 64, height: 36 });
    }
  });
});
