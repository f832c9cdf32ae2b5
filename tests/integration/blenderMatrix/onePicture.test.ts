import sharp from 'sharp';
import { expect, it } from 'vitest';
import { BlenderStand } from '../../support/blenderStand.ts';
import { testBlender } from '../../support/testBlender.ts';

const MEAN_LIMIT = 0.05;
const VISIBLE = 8;
const VISIBLE_SHARE_LIMIT = 0.001;

const descriptions = (process.env.HARTOMAT_MATRIX_RUNTIMES ?? '').split(',').filter((path) => path !== '');

/** Raw pixels of the same still in one version of Blender. */
async function render(description: string): Promise<{ version: string; pixels: Buffer }> {
  const runtime = await testBlender(description);
  const stand = await BlenderStand.open(runtime);
  const pool = stand.pool();
  try {
    const item = stand.still({ conditions: { width: 320, height: 180, samples: 16, denoise: false } });
    const outcome = await stand.run(pool, [item]);
    expect(outcome.results[0]?.actual?.blenderVersion).toBe(runtime.version);
    return { version: runtime.version, pixels: await sharp(stand.picture(outcome)).raw().toBuffer() };
  } finally {
    await pool.close();
    stand.close();
  }
}

it('makes the same picture in every version of Blender', async () => {
  expect(descriptions.length, 'HARTOMAT_MATRIX_RUNTIMES names at least two runtimes').toBeGreaterThan(1);
  const pictures = [];
  for (const description of descriptions) pictures.push(await render(description));
  const [reference, ...others] = pictures;
  for (const other of others) {
    const differences = difference(reference?.pixels ?? Buffer.alloc(0), other.pixels);
    expect(differences.mean, `${reference?.version} and ${other.version}: mean`).toBeLessThanOrEqual(MEAN_LIMIT);
    expect(
      differences.visibleShare,
      `${reference?.version} and ${other.version}: share over ${VISIBLE}`,
    ).toBeLessThanOrEqual(VISIBLE_SHARE_LIMIT);
  }
});

/** Mean over all channels in steps of 255; share of pixels of which a channel differs by more than `VISIBLE`. */
function difference(a: Buffer, b: Buffer): { mean: number; visibleShare: number } {
  expect(a.length).toBe(b.length);
  expect(a.length).toBeGreaterThan(0);
  let sum = 0;
  let visible = 0;
  for (let at = 0; at < a.length; at += 3) {
    const steps = [0, 1, 2].map((channel) => Math.abs((a[at + channel] ?? 0) - (b[at + channel] ?? 0)));
    sum += steps.reduce((total, step) => total + step, 0);
    if (Math.max(...steps) > VISIBLE) visible += 1;
  }
  return { mean: sum / a.length, visibleShare: visible / (a.length / 3) };
}
