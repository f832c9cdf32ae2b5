import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ebmlElement } from '../../../electron/media/ebml.ts';
import { inflateZstd } from '../../../electron/media/inflateZstd.ts';
import { type MediaWorker, createMediaWorker } from '../../../electron/media/mediaWorker.ts';
import { mp4Box } from '../../../electron/media/mp4Boxes.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import { provenanceText } from '../../../shared/media/provenanceText.ts';
import { type BlenderMedia, makeBlenderMedia } from '../../support/blenderMedia.ts';
import { builtWorkers } from '../../support/builtWorkers.ts';
import { testBlender } from '../../support/testBlender.ts';
import { writeRender } from './pictures.ts';
import { provenance } from './samplePictures.ts';

/** Blender's own files, made once; every test writes beside them. */
const folder = mkdtempSync(join(tmpdir(), 'hartomat-files-'));
const place = (name: string): string => join(folder, name);
const size = { width: 64, height: 36 };
let media: MediaWorker;
let files: BlenderMedia;
let gif: string;

beforeAll(async () => {
  media = createMediaWorker({ workersFolder: await builtWorkers('media.worker') });
  mkdirSync(place('frames'));
  const frames: string[] = [];
  for (let frame = 1; frame <= 12; frame += 1) frames.push(await writeRender(place('frames'), `f_${frame}.png`));
  gif = place('film.gif');
  await media.encodeGif({ frames, target: gif, fps: 24, ...size });
  const line = provenanceText(provenance());
  files = makeBlenderMedia(await testBlender(), folder, { line, frames, ...size });
});
afterAll(async () => {
  await media.close();
  rmSync(folder, { recursive: true, force: true });
});

const formats = ['mp4', 'webm', 'gif'] as const;
type Format = (typeof formats)[number];
const filmOf = (format: Format): string => (format === 'gif' ? gif : files[format]);

function writeChanged(name: string, source: string, change: (bytes: Buffer) => Buffer): string {
  const path = place(name);
  writeFileSync(path, change(readFileSync(source)));
  return path;
}

describe.each(formats)('a video as %s', (format) => {
  it('is described by its container, by content and not by name', async () => {
    const expected = { ...size, frames: 12, fps: 24 };
    expect(await media.describeVideo(filmOf(format))).toEqual(expected);
    expect(await media.describeVideo(writeChanged(`${format}-film.txt`, filmOf(format), (bytes) => bytes))).toEqual(
      expected,
    );
  });

  it('takes its provenance and gives it back; the film is the same, and so is the file the next time', async () => {
    const source = filmOf(format);
    const request = { source, format, provenance: provenance() };
    const first = await media.writeVideoProvenance({ ...request, target: place(`a.${format}`) });
    expect(first.bytes).toBe(readFileSync(first.path).length);
    expect(await media.readProvenance(first.path)).toEqual(provenance());
    expect(await media.describeVideo(first.path)).toEqual(await media.describeVideo(source));
    const again = await media.writeVideoProvenance({ ...request, target: place(`b.${format}`) });
    expect(again.sha256).toBe(first.sha256);
  });

  it('says what it was given last, once', async () => {
    const source = place(`old.${format}`);
    await media.writeVideoProvenance({ source: filmOf(format), target: source, format, provenance: provenance(3) });
    const target = place(`new.${format}`);
    const renewed = await media.writeVideoProvenance({ source, target, format, provenance: provenance() });
    expect(await media.readProvenance(target)).toEqual(provenance());
    const direct = { source: filmOf(format), target: place(`direct.${format}`), format, provenance: provenance() };
    expect((await media.writeVideoProvenance(direct)).sha256).toBe(renewed.sha256);
  });

  it('takes the map of 5000 parts', async () => {
    const target = place(`many.${format}`);
    await media.writeVideoProvenance({ source: filmOf(format), target, format, provenance: provenance(5000) });
    expect(await media.readProvenance(target)).toEqual(provenance(5000));
    expect(await media.describeVideo(target)).toMatchObject({ frames: 12, fps: 24 });
  });

  it('that says nothing has no provenance', async () => {
    expect(await media.readProvenance(filmOf(format))).toBeNull();
  });

  it('that was cut anywhere is damaged, and takes no provenance', async () => {
    const bytes = readFileSync(filmOf(format));
    for (const length of [20, Math.floor(bytes.length / 3), bytes.length - 20, bytes.length - 1]) {
      const source = writeChanged(`cut.${format}`, filmOf(format), (whole) => whole.subarray(0, length));
      await expect(media.describeVideo(source)).rejects.toMatchObject({ code: 'media.video_damaged' });
      const request = { source, target: place(`never.${format}`), format, provenance: provenance() };
      await expect(media.writeVideoProvenance(request)).rejects.toMatchObject({ code: 'media.video_damaged' });
    }
  });

  it('with any byte changed is read or refused, never more than that', async () => {
    const target = place(`fuzz-source.${format}`);
    await media.writeVideoProvenance({ source: filmOf(format), target, format, provenance: provenance(1) });
    const length = readFileSync(target).length;
    for (let round = 0; round < 60; round += 1) {
      const path = writeChanged(`fuzz.${format}`, target, (bytes) => {
        bytes[(round * 7919) % length]! ^= 1 << (round % 8);
        return bytes;
      });
      await expectValueOrError(media.readProvenance(path), ['media.video_damaged']);
      await expectValueOrError(media.describeVideo(path), ['media.video_damaged']);
    }
  });
});

async function expectValueOrError(work: Promise<unknown>, codes: readonly string[]): Promise<void> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error !== null) expect(codes).toContain(error instanceof AppError ? error.code : error);
}

describe('a file that is no video', () => {
  it.each<[string, Buffer]>([
    ['a text', Buffer.from('no video at all')],
    ['nothing', Buffer.alloc(0)],
    ['an MP4 without a film', mp4Box('ftyp', Buffer.from('isom0000'))],
    [
      'an MP4 whose box reaches beyond its end',
      Buffer.concat([mp4Box('ftyp', Buffer.alloc(8)), Buffer.from([0, 0, 1, 0])]),
    ],
    [
      'an MP4 whose last box is open',
      Buffer.concat([mp4Box('ftyp', Buffer.alloc(8)), Buffer.alloc(4), Buffer.from('mdat')]),
    ],
    [
      'a box of impossible size',
      Buffer.concat([mp4Box('ftyp', Buffer.alloc(8)), Buffer.from([0, 0, 0, 3]), Buffer.from('moov')]),
    ],
    ['a WebM without a segment', ebmlElement(0x1a45dfa3, Buffer.alloc(4))],
    ['a GIF without a picture', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1')],
  ])('%s: media.video_damaged', async (_name, bytes) => {
    const path = place('none');
    writeFileSync(path, bytes);
    await expect(media.describeVideo(path)).rejects.toMatchObject({ code: 'media.video_damaged' });
  });

  it('has no provenance, when it is nothing that we write', async () => {
    const path = place('text.mp4');
    writeFileSync(path, 'no video at all');
    expect(await media.readProvenance(path)).toBeNull();
    await expect(media.readProvenance(place('gone.mp4'))).rejects.toMatchObject({ code: 'file.missing' });
  });
});

describe('a .blend', () => {
  it('plain or compressed says how it was made, without Blender', async () => {
    expect(readFileSync(files.packedBlend).readUInt32LE(0)).toBe(0xfd2fb528);
    expect(await media.readProvenance(files.plainBlend)).toEqual(provenance());
    expect(await media.readProvenance(files.packedBlend)).toEqual(provenance());
  });

  it('with other texts and properties says nothing', async () => {
    expect(await media.readProvenance(files.foreignBlend)).toBeNull();
  });

  it('with the long header and the large blocks of Blender 5 says it too', async () => {
    expect(await media.readProvenance(writeChanged('five.blend', files.plainBlend, asBlender5))).toEqual(provenance());
  });

  it('is not believed when our line lies in something else than a text or the scene', async () => {
    const path = writeChanged('moved.blend', files.plainBlend, (bytes) =>
      Buffer.concat(
        blocksOf(bytes).map(({ code, bytes: block }) => (code === 'TX' || code === 'SC' ? renamed(block) : block)),
      ),
    );
    expect(await media.readProvenance(path)).toBeNull();
  });

  it('that was cut is damaged, plain or compressed', async () => {
    for (const source of [files.foreignBlend, files.packedBlend]) {
      for (const share of [0.001, 0.3, 0.99]) {
        const path = writeChanged('cut.blend', source, (bytes) => bytes.subarray(0, Math.ceil(bytes.length * share)));
        await expectValueOrError(media.readProvenance(path), ['media.blend_damaged']);
      }
      const path = writeChanged('cut.blend', source, (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2)));
      await expect(media.readProvenance(path)).rejects.toMatchObject({ code: 'media.blend_damaged' });
    }
  });

  it('with any byte changed is read or refused, never more than that', async () => {
    for (const source of [files.plainBlend, files.packedBlend]) {
      const { length } = readFileSync(source);
      for (let round = 0; round < 25; round += 1) {
        const path = writeChanged('fuzz.blend', source, (bytes) => {
          bytes[(round * 7919) % length]! ^= 1 << (round % 8);
          return bytes;
        });
        await expectValueOrError(media.readProvenance(path), ['media.blend_damaged']);
      }
    }
  });
});

describe('something compressed from anyone', () => {
  const magic = [0x28, 0xb5, 0x2f, 0xfd];
  const runOf128Kilobytes = [0x02, 0x00, 0x10, 0x61];

  async function inflate(bytes: readonly number[], most: number): Promise<number> {
    const path = place('compressed');
    writeFileSync(path, Uint8Array.from(bytes));
    let inflated = 0;
    for await (const chunk of inflateZstd(path, most)) inflated += chunk.length;
    return inflated;
  }

  /** Window of 128 KB, `blocks` runs and the end. */
  const bomb = (blocks: number): number[] => [
    ...magic,
    0x00,
    0x38,
    ...Array.from({ length: blocks }, () => runOf128Kilobytes).flat(),
    ...[0x01, 0x00, 0x00],
  ];

  it('is unpacked up to the bound and not beyond', async () => {
    expect(await inflate(bomb(8), 1 << 20)).toBe(1 << 20);
    await expect(inflate(bomb(9), 1 << 20)).rejects.toMatchObject({ code: 'media.blend_damaged' });
    await expect(inflate(bomb(4000), 1 << 20)).rejects.toMatchObject({ code: 'media.blend_damaged' });
  });

  it('may have many frames, and frames to skip', async () => {
    const skipped = [0x5e, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9];
    expect(await inflate([...bomb(1), ...skipped, ...bomb(2), ...skipped], 1 << 20)).toBe(3 << 17);
  });

  it('that asks for gigabytes of memory is refused before it gets any', async () => {
    await expect(inflate([...magic, 0x00, 0xf8, 0x01, 0x00, 0x00], 1 << 20)).rejects.toMatchObject({
      code: 'media.blend_damaged',
      message: expect.stringContaining('asks for'),
    });
  });
});

/** The blocks of a plain .blend with the headers of 4.x, its own header first. */
function blocksOf(bytes: Buffer): { code: string; bytes: Buffer }[] {
  const blocks = [{ code: '', bytes: bytes.subarray(0, 12) }];
  for (let at = 12; at < bytes.length;) {
    const end = at + 24 + bytes.readUInt32LE(at + 4);
    blocks.push({ code: bytes.toString('latin1', at, at + 4).replaceAll('\0', ''), bytes: bytes.subarray(at, end) });
    at = end;
  }
  return blocks;
}

/** The same block as another kind of data. */
function renamed(block: Buffer): Buffer {
  const copy = Buffer.from(block);
  copy.write('WM', 0, 'latin1');
  return copy;
}

/** The same file as Blender 5 heads it. */
function asBlender5(bytes: Buffer): Buffer {
  const [, ...blocks] = blocksOf(bytes);
  const large = blocks.map(({ bytes: block }) => {
    const head = Buffer.alloc(32);
    block.copy(head, 0, 0, 4); // code
    block.copy(head, 4, 16, 20); // struct
    block.copy(head, 8, 8, 16); // old address
    head.writeBigUInt64LE(BigInt(block.length - 24), 16);
    head.writeBigUInt64LE(BigInt(block.readUInt32LE(20)), 24);
    return Buffer.concat([head, block.subarray(24)]);
  });
  return Buffer.concat([Buffer.from('BLENDER17-01v0500'), ...large]);
}
