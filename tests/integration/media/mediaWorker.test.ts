import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MediaWorker, createMediaWorker } from '../../../electron/media/mediaWorker.ts';
import { readProvenance } from '../../../electron/media/readProvenance.ts';
import { builtWorkers } from '../../support/builtWorkers.ts';
import { blenderPng, temporaryFolder, writeRender } from './pictures.ts';
import { gradient, provenance } from './samplePictures.ts';

let media: MediaWorker;
beforeAll(async () => {
  media = createMediaWorker({ workersFolder: await builtWorkers('media.worker') });
});
afterAll(() => media.close());

const size = { width: 64, height: 36 };
const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

async function write(samples: number[], channels: 3 | 4, width = 64, height = 36): Promise<string> {
  const path = join(temporaryFolder(), 'render.png');
  writeFileSync(path, await blenderPng(samples, { width, height, channels }));
  return path;
}

describe('a picture is verified', () => {
  it('complete, decodable, of the right size and not flat', async () => {
    const path = await writeRender(temporaryFolder(), 'render.png');
    const picture = await media.verifyPicture(path, size);
    expect(picture).toMatchObject({ width: 64, height: 36, channels: 4, depth: 8, uniform: false });
    expect(picture.min).toEqual([0, 0, 0, 255]);
    expect(picture.max).toEqual([255, 255, 255, 255]);
    expect(picture.mean[0]).toBeCloseTo(127.5, 0);
  });

  it('by its pixels: the hash does not change with texts and compression, but with one sample', async () => {
    const folder = temporaryFolder();
    const path = await writeRender(folder, 'a.png', '00:01.20');
    const squeezed = join(folder, 'b.png');
    await sharp(path).png({ compressionLevel: 1 }).toFile(squeezed);
    const changed = gradient(64, 36, 4);
    changed[1000]! ^= 1;
    const hashes = await Promise.all(
      [path, squeezed, await write(changed, 4)].map((file) => media.verifyPicture(file, size)),
    );
    expect(hashes[1]!.pixelHash).toBe(hashes[0]!.pixelHash);
    expect(hashes[2]!.pixelHash).not.toBe(hashes[0]!.pixelHash);
    expect(hashOf(squeezed)).not.toBe(hashOf(path));
  });

  it('with all of its 16 bits', async () => {
    const folder = temporaryFolder();
    const pictureOf = async (name: string, raise: number): Promise<string> => {
      const samples = Uint16Array.from(gradient(64, 36, 3, 65535));
      samples[999] = samples[999]! + raise;
      const path = join(folder, name);
      await sharp(samples, { raw: { width: 64, height: 36, channels: 3 } })
        .toColourspace('rgb16')
        .png()
        .toFile(path);
      return path;
    };
    const first = await media.verifyPicture(await pictureOf('a.png', 0), size);
    const second = await media.verifyPicture(await pictureOf('b.png', 1), size);
    expect(first).toMatchObject({ depth: 16, channels: 3, max: [65535, 65535, 65535] });
    expect(second.pixelHash).not.toBe(first.pixelHash);
  });
});

describe('a picture that is not what was asked for has its own error', () => {
  const cases: [string, string, (path: string) => void][] = [
    ['blender.output_truncated', 'empty', (path) => truncateSync(path, 0)],
    ['blender.output_truncated', 'cut after the signature', (path) => truncateSync(path, 8)],
    ['blender.output_truncated', 'cut in the middle', (path) => truncateSync(path, 300)],
    ['blender.output_truncated', 'without its last byte', (path) => truncateSync(path, readFileSync(path).length - 1)],
    ['media.undecodable', 'a text', (path) => writeFileSync(path, 'no picture at all')],
    [
      'media.undecodable',
      'with a changed byte',
      (path) => {
        const file = readFileSync(path);
        file[200]! ^= 0xff;
        writeFileSync(path, file);
      },
    ],
  ];
  it.each(cases)('%s: %s', async (code, _name, damage) => {
    const path = await writeRender(temporaryFolder(), 'render.png');
    damage(path);
    await expect(media.verifyPicture(path, size)).rejects.toMatchObject({ code });
  });

  it('blender.output_missing', async () => {
    const path = join(temporaryFolder(), 'render.png');
    await expect(media.verifyPicture(path, size)).rejects.toMatchObject({ code: 'blender.output_missing' });
  });

  it('blender.output_wrong_size says both sizes', async () => {
    const path = await writeRender(temporaryFolder(), 'render.png');
    await expect(media.verifyPicture(path, { width: 640, height: 360 })).rejects.toMatchObject({
      code: 'blender.output_wrong_size',
      message: 'The picture is 64 x 36, not 640 x 360.',
    });
  });

  it.each([
    ['one colour', Array<number>(64 * 36 * 3).fill(200), 3],
    ['one colour but for a step of rounding', Array.from({ length: 64 * 36 * 3 }, (_, at) => 200 + (at % 2)), 3],
    ['nothing but transparency', gradient(64, 36, 4).map((value, at) => (at % 4 === 3 ? 0 : value)), 4],
  ] as const)('blender.output_uniform: %s', async (_name, samples, channels) => {
    const path = await write([...samples], channels);
    await expect(media.verifyPicture(path, size)).rejects.toMatchObject({ code: 'blender.output_uniform' });
  });

  it('but a cut-out of one colour is a picture', async () => {
    const path = await write(
      gradient(64, 36, 4).map((_, at) => (at % 4 === 3 && at < 5000 ? 0 : 255)),
      4,
    );
    expect((await media.verifyPicture(path, size)).uniform).toBe(false);
  });
});

describe('a published picture', () => {
  it('is the same file for the same pixels, whatever the render took', async () => {
    const folder = temporaryFolder();
    const published = [];
    for (const [name, renderTime] of [
      ['a', '00:01.20'],
      ['b', '00:59.99'],
    ] as const) {
      const source = await writeRender(folder, `${name}-source.png`, renderTime);
      const target = join(folder, 'out', `${name}.png`);
      const picture = await media.publishPicture({ source, target, format: 'png', provenance: provenance(), ...size });
      expect(picture).toMatchObject({
        path: target,
        sha256: hashOf(target),
        bytes: readFileSync(target).length,
        ...size,
      });
      expect(picture.pixelHash).toBe((await media.verifyPicture(source, size)).pixelHash);
      published.push(picture);
    }
    expect(published[1]!.sha256).toBe(published[0]!.sha256);
    expect(readFileSync(join(folder, 'out/a.png'), 'latin1')).not.toMatch(/RenderTime|2026\/11/);
    expect(readdirSync(join(folder, 'out'))).toEqual(['a.png', 'b.png']);
  });

  it.each(['png', 'jpg', 'webp'])('as %s says how it was made', async (format) => {
    const folder = temporaryFolder();
    const source = await writeRender(folder, 'source.png');
    const target = join(folder, `out.${format}`);
    const request = { source, target, format, provenance: provenance(), ...size };
    const first = await media.publishPicture(request);
    expect(await readProvenance(target)).toEqual(provenance());
    expect((await media.publishPicture(request)).sha256).toBe(first.sha256);
    expect(await sharp(target).metadata()).toMatchObject({ format: format === 'jpg' ? 'jpeg' : format, ...size });
  });

  it.each(['png', 'jpg', 'webp'])('as %s of an assembly of 5000 parts still says it', async (format) => {
    const folder = temporaryFolder();
    const source = await writeRender(folder, 'source.png');
    const target = join(folder, `out.${format}`);
    await media.publishPicture({ source, target, format, provenance: provenance(5000), ...size });
    // One segment of a JPEG cannot hold the map of 5000 parts; all else is there.
    const expected = format === 'jpg' ? { ...provenance(), materials: {} } : provenance(5000);
    expect(await readProvenance(target)).toEqual(expected);
  });

  it('that cannot be written is an error, and nothing half-written stays', async () => {
    const folder = temporaryFolder();
    const source = await writeRender(folder, 'source.png');
    const request = { source, format: 'png', provenance: provenance(), ...size };
    await expect(media.publishPicture({ ...request, target: join(source, 'under-a-file.png') })).rejects.toMatchObject({
      code: 'file.output_unwritable',
    });
    await expect(media.publishPicture({ ...request, target: '/dev/null/x.png' })).rejects.toMatchObject({
      code: 'file.output_unwritable',
    });
    const target = join(folder, 'out.tiff');
    await expect(media.publishPicture({ ...request, target, format: 'tiff' })).rejects.toMatchObject({
      code: 'app.invalid_input',
    });
    expect(readdirSync(folder)).toEqual(['source.png']);
  });

  it('does not replace an older file unless it is whole', async () => {
    const folder = temporaryFolder();
    const source = await writeRender(folder, 'source.png');
    const target = join(folder, 'out.png');
    writeFileSync(target, 'older');
    truncateSync(source, 300);
    await expect(
      media.publishPicture({ source, target, format: 'png', provenance: provenance(), ...size }),
    ).rejects.toMatchObject({ code: 'blender.output_truncated' });
    expect(readFileSync(target, 'utf8')).toBe('older');
  });
});

describe('a thumbnail', () => {
  it('is a small WebP with its transparency, never larger than the picture', async () => {
    const folder = temporaryFolder();
    const source = await writeRender(folder, 'source.png');
    const target = join(folder, 'thumbnails/small.webp');
    expect(await media.thumbnail(source, target, 32)).toMatchObject({ width: 32, height: 18 });
    expect(await sharp(target).metadata()).toMatchObject({ format: 'webp', width: 32 });
    expect(await media.thumbnail(source, target, 512)).toMatchObject({ width: 64, height: 36 });
  });

  it('of no picture is an error', async () => {
    const folder = temporaryFolder();
    const source = join(folder, 'source.png');
    writeFileSync(source, 'text');
    await expect(media.thumbnail(source, join(folder, 'a.webp'), 32)).rejects.toMatchObject({
      code: 'media.undecodable',
    });
    await expect(media.thumbnail(join(folder, 'no'), join(folder, 'a.webp'), 32)).rejects.toMatchObject({
      code: 'file.missing',
    });
  });
});

describe('the picture thread', () => {
  it('finishes what is under way when it is closed, then refuses', async () => {
    const own = createMediaWorker({ workersFolder: await builtWorkers('media.worker') });
    const path = await writeRender(temporaryFolder(), 'render.png');
    const calls = Array.from({ length: 8 }, () => own.verifyPicture(path, size));
    await own.close();
    const hashes = new Set((await Promise.all(calls)).map((picture) => picture.pixelHash));
    expect(hashes.size).toBe(1);
    await expect(own.verifyPicture(path, size)).rejects.toMatchObject({ code: 'app.cancelled' });
    await own.close();
  });

  it('that cannot start is an error of each call', async () => {
    const broken = createMediaWorker({ workersFolder: temporaryFolder() });
    await expect(broken.verifyPicture('x.png', size)).rejects.toMatchObject({ code: 'app.unexpected' });
    await expect(broken.verifyPicture('x.png', size)).rejects.toMatchObject({ code: 'app.unexpected' });
    await broken.close();
  });
});
