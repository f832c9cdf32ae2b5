import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RenderEvent } from '../../../electron/runtime/contracts/renderBackend.ts';
import type { BlenderPool } from '../../../electron/workers/blenderPool.ts';
import { BlenderStand } from '../../support/blenderStand.ts';
import { testBlender } from '../../support/testBlender.ts';
import { tinyGlb, tinyParts } from '../../support/tinyGlb.ts';

let stand: BlenderStand;
let pool: BlenderPool;
let version = '';

beforeAll(async () => {
  const runtime = await testBlender();
  version = runtime.version;
  stand = await BlenderStand.open(runtime);
  pool = stand.pool();
}, 60_000);

afterAll(async () => {
  await pool?.close();
  stand?.close();
});

describe('a still picture', () => {
  it('has the size that was asked for and shows the product in its materials', async () => {
    const events: RenderEvent[] = [];
    const outcome = await stand.run(pool, [stand.still({ preview: true })], { onEvent: (event) => events.push(event) });
    const result = outcome.results[0];
    expect(result).toMatchObject({ status: 'ok', error: null });
    expect(result?.actual).toMatchObject({
      blenderVersion: version,
      device: 'CPU',
      samples: 4,
      seed: 7,
      width: 96,
      height: 54,
      denoiser: '',
      partObjects: tinyParts.length,
      missingLibraries: [],
    });
    const picture = sharp(stand.picture(outcome));
    expect(await picture.metadata()).toMatchObject({ format: 'png', width: 96, height: 54, channels: 3 });
    const { channels } = await picture.stats();
    expect(Math.max(...channels.map((channel) => channel.stdev)), 'not one flat colour').toBeGreaterThan(5);
    expect(await hasColour(stand.picture(outcome), ([r, g, b]) => r > 1.6 * g && r > 1.6 * b), 'the red pin').toBe(
      true,
    );
    expect(await hasColour(stand.picture(outcome), ([r, g, b]) => r > 1.1 * b && g > 1.05 * b), 'brass').toBe(true);
    const types = events.map((event) => event.type);
    expect(types[0]).toBe('started');
    expect(types).toEqual(expect.arrayContaining(['stage', 'progress', 'preview']));
  });

  it('is equal to the last bit when it is made again, warm and cold', async () => {
    const item = stand.still();
    const first = await stand.run(pool, [item]);
    const second = await stand.run(pool, [item]);
    const cold = await stand.run(pool, [item], { isolated: true });
    expect([second.warm, cold.warm]).toEqual([true, false]);
    expect(cold.exitCode).toBe(0);
    expect(stand.picture(second).equals(stand.picture(first)), 'warm').toBe(true);
    expect(stand.picture(cold).equals(stand.picture(first)), 'cold').toBe(true);
  });

  it('is another picture with another seed', async () => {
    const items = [stand.still(), stand.still({ conditions: { seed: 8 } })];
    const { results } = await stand.run(pool, items);
    expect(results[0]?.outputs[0]?.sha256).not.toBe(results[1]?.outputs[0]?.sha256);
  });

  it('leaves the ground out of a cut-out, but for its shadow', async () => {
    const item = stand.still({ template: 'cut_out' });
    const pixels = await sharp(stand.picture(await stand.run(pool, [item])))
      .raw()
      .toBuffer();
    const alpha = pixels.filter((_, index) => index % 4 === 3);
    expect([alpha[0], Math.max(...alpha)]).toEqual([0, 255]);
  });

  it('denoises on the processor and says so', async () => {
    const { results } = await stand.run(pool, [stand.still({ conditions: { denoise: true } })]);
    expect(results[0]?.actual).toMatchObject({ denoiser: 'OPENIMAGEDENOISE', device: 'CPU' });
  });

  it('fills the frame with products of 1 mm and of 10 m alike', async () => {
    const sized = async (factor: number): Promise<Buffer> => {
      const times = ([x, y, z]: readonly [number, number, number]): [number, number, number] => [
        x * factor,
        y * factor,
        z * factor,
      ];
      const parts = tinyParts.map((part) => ({ ...part, centre: times(part.centre), size: times(part.size) }));
      const placed = stand.place('glb', await tinyGlb(parts));
      return stand.picture(await stand.run(pool, [stand.still({ scene: { glb: placed.path } })]));
    };
    const small = await sharp(await sized(0.0125))
      .raw()
      .toBuffer();
    const large = await sharp(await sized(125))
      .raw()
      .toBuffer();
    const off = small.filter((value, index) => Math.abs(value - (large[index] ?? 0)) > 8).length;
    expect(off / small.length).toBeLessThan(0.02);
  });
});

describe('an item that cannot be made', () => {
  it('fails with its class and leaves the other items of the batch alone', async () => {
    const broken = stand.place(
      'glb',
      await sharp(Buffer.alloc(300), { raw: { width: 10, height: 10, channels: 3 } })
        .png()
        .toBuffer(),
    );
    const items = [
      stand.still({ scene: { glb: 'inputs/absent.glb' } }),
      stand.still({ scene: { glb: broken.path } }),
      stand.still({ scene: { assignments: { pin: 'unobtainium' } } }),
      stand.still({ scene: { camera: { name: 'somewhere' } } }),
      stand.still(),
    ];
    const { results } = await stand.run(pool, items);
    expect(results.map((result) => result.error?.class ?? result.status)).toEqual([
      'missing_file',
      'scene',
      'settings',
      'settings',
      'ok',
    ]);
    expect(results[0]?.error?.message).toContain('absent.glb');
    expect(results[2]?.error?.message).toContain('unobtainium');
    for (const result of results) expect(result.error?.message ?? '').not.toMatch(/Traceback|\n/);
  });

  it('does not render on the processor when the graphics card is demanded and there is none', async () => {
    const { results } = await stand.run(pool, [stand.still({ conditions: { device: 'gpu' } })]);
    const [result] = results;
    if (result?.status === 'ok') expect(result.actual?.device).toBe('GPU');
    else expect(result?.error?.class).toBe('device');
  });

  it('reports a batch that the script cannot read', async () => {
    const folder = join(stand.folder, 'unreadable');
    mkdirSync(folder);
    const item = stand.still();
    const batch = { protocol: 1 as const, batchKey: 'x', inputs: [], items: [item] };
    writeFileSync(join(folder, 'batch.json'), '{"protocol": 1, "items"');
    const work = pool.run({
      batch,
      folder,
      runtime: await testBlender(),
      priority: 'normal',
      isolated: false,
      signal: new AbortController().signal,
      onEvent: () => undefined,
    });
    await expect(work).rejects.toMatchObject({ code: 'blender.protocol' });
  });
});

it('counts the parts that Blender holds', async () => {
  const limits = { wallSeconds: 60, silenceSeconds: 30 };
  const item = { id: 'count', kind: 'count_parts' as const, attemptKey: 'count', limits, glb: stand.product.path };
  const { results } = await stand.run(pool, [item]);
  expect(results[0]?.report).toEqual({ partKeys: tinyParts.map((part) => part.partKey).sort() });
});

async function hasColour(picture: Buffer, matches: (rgb: [number, number, number]) => boolean): Promise<boolean> {
  const pixels = await sharp(picture).raw().toBuffer();
  for (let at = 0; at + 2 < pixels.length; at += 3)
    if (matches([pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0])) return true;
  return false;
}
