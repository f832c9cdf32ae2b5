import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { countPartPixels } from '../../../electron/media/countPartPixels.ts';

const folder = mkdtempSync(join(tmpdir(), 'hartomat-parts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

/** Rows of pixels, each a grey value or its channels. */
async function png(rows: readonly (readonly (number | readonly number[])[])[], deep = false): Promise<string> {
  const channels = 3;
  const pixels = rows.flat().flatMap((pixel) => (typeof pixel === 'number' ? [pixel, pixel, pixel] : [...pixel]));
  const raw = { width: rows[0]!.length, height: rows.length, channels } as const;
  const path = join(folder, `${(made += 1)}.png`);
  const image = sharp(deep ? Uint16Array.from(pixels) : Uint8Array.from(pixels), { raw });
  await (deep ? image.toColourspace('rgb16') : image).png().toFile(path);
  return path;
}

const plain = [
  [10, 10, 10, 10],
  [10, 10, 10, 10],
  [10, 10, 10, 10],
];

describe('the pixels of each part', () => {
  it('are counted where they differ by more than the threshold', async () => {
    const index = await png([
      [0, [1, 0, 0], [1, 0, 0], 0],
      [0, [1, 0, 0], [2, 0, 0], [2, 0, 0]],
      [0, 0, [3, 0, 0], 0],
    ]);
    const candidate = await png([
      [10, 18, 10, 10],
      [10, [10, 40, 10], 10, 200],
      [100, 10, 10, 19],
    ]);
    const request = { control: await png(plain), candidate, index, parts: 3, threshold: 8 };
    expect(await countPartPixels(sharp, request)).toEqual([
      { number: 0, pixels: 6, differing: 2, maxDelta: 90, box: [0, 2, 4, 1] },
      { number: 1, pixels: 3, differing: 1, maxDelta: 30, box: [1, 1, 1, 1] },
      { number: 2, pixels: 2, differing: 1, maxDelta: 190, box: [3, 1, 1, 1] },
    ]);
    const swapped = { ...request, control: request.candidate, candidate: request.control };
    expect(await countPartPixels(sharp, swapped)).toEqual(await countPartPixels(sharp, request));
    expect(await countPartPixels(sharp, { ...request, candidate: request.control })).toEqual([]);
  });

  it('have numbers beyond 255 and 65535, and boxes that grow to every side', async () => {
    const number = [2, 1, 1];
    const index = await png([
      [0, number, 0, 0],
      [0, 0, 0, number],
      [number, 0, 0, 0],
    ]);
    const request = { control: await png(plain), candidate: await png(plain.map((row) => row.map(() => 0))), index };
    const counted = await countPartPixels(sharp, { ...request, parts: 70_000, threshold: 8 });
    expect(counted.map((region) => region.number)).toEqual([0, 2 + 256 + 65536]);
    expect(counted[1]).toMatchObject({ pixels: 3, differing: 3, box: [0, 0, 4, 3] });
  });

  it('of 16 bits are told in steps of 255', async () => {
    const index = await png([[[1, 0, 0], 0]]);
    const deep = (value: number) => png([[[value, 0, 0], 0]], true);
    const request = { control: await deep(0), index, parts: 1, threshold: 8 };
    expect(await countPartPixels(sharp, { ...request, candidate: await deep(8 * 257) })).toEqual([]);
    const over = await countPartPixels(sharp, { ...request, candidate: await deep(9 * 257) });
    expect(over).toEqual([{ number: 1, pixels: 1, differing: 1, maxDelta: 9, box: [0, 0, 1, 1] }]);
  });

  it('are not made up from an index that does not fit', async () => {
    const request = { control: await png(plain), candidate: await png(plain), parts: 1, threshold: 8 };
    const failing = (index: string) => expect(countPartPixels(sharp, { ...request, index })).rejects;
    await failing(await png(plain.slice(1))).toMatchObject({ code: 'comparison.failed' });
    await failing(await png(plain, true)).toMatchObject({ code: 'comparison.failed' });
    await failing(await png(plain)).toMatchObject({ message: 'The index names part 657930 of 1.' });
    await failing(join(folder, 'gone.png')).toMatchObject({ code: 'file.missing' });
  });
});
