import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparePictures, describePicture } from '../../../../electron/media/comparePictures.ts';
import { countPartPixels } from '../../../../electron/media/countPartPixels.ts';
import { describeVideo } from '../../../../electron/media/describeVideo.ts';
import { encodeGif } from '../../../../electron/media/encodeGif.ts';
import { compareOutputs } from '../../../../electron/runtime/shadow/compareOutputs.ts';
import type {
  ComparedOutput,
  ComparisonRequest,
  ComparisonTools,
} from '../../../../electron/runtime/shadow/comparisonRequest.ts';
import { comparisonSchema } from '../../../../shared/domain/comparison.ts';
import type { CoreFields } from '../../../../shared/domain/run.ts';
import { AppError } from '../../../../shared/errors/appError.ts';
import { defaultThresholds } from '../../../../shared/parity/defaultThresholds.ts';
import {
  type RgbPicture,
  defects,
  productPicture,
  withGamma,
  withNoise,
  writePng,
} from '../../../support/plantedDefects.ts';

const folder = mkdtempSync(join(tmpdir(), 'hartomat-compare-'));
// A comparator that was cancelled may still be writing its heat map; it can only end while this waits without blocking.
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
let made = 0;
const place = (extension: string): string => join(folder, `${(made += 1)}.${extension}`);

const core: Partial<CoreFields> = {
  blenderVersion: '4.5.15',
  deviceUsed: 'CPU',
  engine: 'CYCLES',
  samples: 32,
  seed: 7,
  width: 1920,
  height: 1080,
  frames: null,
};
const inputs = { cadSha256: 'a', templateSha256: 'b', materialsSha256: 'c' };

const output = (path: string, change: Partial<CoreFields> = {}): ComparedOutput => ({
  path,
  sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
  core: { ...core, ...change },
  inputs,
});

/** The real comparators, in this thread. Videos are GIFs here; text stands for what Blender says of a .blend. */
const tools: ComparisonTools = {
  comparators: {
    pictures: (request) => comparePictures(sharp, request),
    parts: (request) => countPartPixels(sharp, request),
    describePicture: (path) => describePicture(sharp, path),
    describeVideo,
  },
  decodeVideo: async (path, target) => {
    const { pages = 1 } = await sharp(path).metadata();
    const frames = Array.from({ length: pages }, (_, page) => join(target, `frame_${page + 1}.png`));
    for (const [page, frame] of frames.entries()) await sharp(path, { page }).png().toFile(frame);
    return frames;
  },
  describeBlend: (path) => {
    const text = readFileSync(path, 'utf8');
    if (!text.endsWith('end')) throw new AppError('media.blend_damaged', 'The .blend ends too early.');
    return Promise.resolve(text.split('\n'));
  },
  parts: {
    materials: { plate: 'Steel, ground', bolt: 'Chrome' },
    index: () => Promise.reject(new AppError('blender.not_found', 'There is no Blender.')),
  },
  clock: () => new Date('2026-02-03T04:05:06Z'),
};

function compare(
  kind: ComparisonRequest['kind'],
  control: ComparedOutput | null,
  candidate: ComparedOutput | null,
  change: Partial<ComparisonRequest> = {},
  with_: Partial<ComparisonTools> = {},
) {
  return compareOutputs(
    {
      kind,
      control,
      candidate,
      thresholds: defaultThresholds(kind),
      folder: join(folder, `comparison-${(made += 1)}`),
      signal: new AbortController().signal,
      ...change,
    },
    { ...tools, ...with_ },
  );
}

const told = ({ comparison }: Awaited<ReturnType<typeof compareOutputs>>): string => {
  comparisonSchema.parse(comparison);
  return [comparison.verdict, ...comparison.reasons.map(({ code }) => code)].join(' ');
};

let product: RgbPicture;
let control: ComparedOutput;
beforeAll(async () => {
  product = productPicture();
  control = output(await writePng(place('png'), product));
});
const candidateOf = async (picture: RgbPicture, change: Partial<CoreFields> = {}): Promise<ComparedOutput> =>
  output(await writePng(place('png'), picture), change);

describe('the comparison proves itself', () => {
  it('an identical pair passes, with the whole ladder recorded', async () => {
    const { comparison, heatMap } = await compare('still_image', control, await candidateOf(product));
    expect(comparison).toMatchObject({
      verdict: 'pass',
      fileHashEqual: true,
      metrics: { picture: { pixelHashEqual: true, meanDelta: 0, maxDelta: 0, windowDensity: 0 } },
      comparedAt: '2026-02-03T04:05:06.000Z',
    });
    expect(comparison.reasons).toEqual([{ code: 'pixels.equal', message: 'Every pixel is equal.' }]);
    expect(comparison.control.pixelHash).toBe(comparison.candidate.pixelHash);
    expect(await sharp(heatMap!).metadata()).toMatchObject({ format: 'png', width: 1920, height: 1080 });
  });

  it('equal pixels in files that differ pass', async () => {
    const candidate = place('png');
    await sharp(control.path).png({ compressionLevel: 9 }).toFile(candidate);
    expect(told(await compare('still_image', control, output(candidate)))).toBe('pass pixels.equal file.hash_differs');
  });

  it('single samples that round the other way pass as noise; all of them do not', async () => {
    const few = await candidateOf(withNoise(product, 211));
    expect(told(await compare('still_image', control, few))).toBe('pass pixels.within_noise file.hash_differs');
    const all = await candidateOf(withNoise(product, 1));
    expect(told(await compare('still_image', control, all))).toBe('warn pixels.above_warn file.hash_differs');
  });

  it.each(Object.keys(defects))('%s fails, and the heat map shows where', async (name) => {
    const result = await compare('still_image', control, await candidateOf(defects[name]!(product)));
    expect(told(result)).toMatch(/^fail pixels\.(local_difference|above_fail)/);
    const { picture } = result.comparison.metrics!;
    const [left = 0, top = 0] = picture!.windowAt!;
    const stats = await sharp(result.heatMap!).extract({ left, top, width: 8, height: 8 }).stats();
    expect(stats.channels[0]!.max).toBeGreaterThan(60);
  });

  it('a missing bolt fails although its mean is a hundredth of a step', async () => {
    const candidate = await candidateOf(defects['a bolt of 9 x 9 pixels removed']!(product));
    const { comparison } = await compare('still_image', control, candidate);
    expect(comparison.metrics!.picture!.meanDelta).toBeLessThan(0.01);
    expect(comparison.reasons[0]!.code).toBe('pixels.local_difference');
  });

  it('a gamma of 1.05 fails', async () => {
    const candidate = await candidateOf(withGamma(product, 1.05));
    expect(told(await compare('still_image', control, candidate))).toMatch(/^fail pixels\.above_fail/);
  });

  it('a truncated candidate fails; a truncated control is no evidence; two truncated alike are none either', async () => {
    const path = await writePng(place('png'), product);
    truncateSync(path, Math.floor(readFileSync(path).length / 2));
    const cut = output(path);
    expect(told(await compare('still_image', control, cut))).toBe('fail candidate.damaged file.hash_differs');
    expect(told(await compare('still_image', cut, control))).toBe(
      'inconclusive evidence.control_missing file.hash_differs',
    );
    expect(told(await compare('still_image', cut, cut))).toBe('inconclusive evidence.control_missing');
  });
});

describe('the parts in which pictures differ', () => {
  /** The flange of the product is part 1, the bolt part 2, of three; all else is none. */
  async function indexPicture(): Promise<string> {
    const samples = new Uint8Array(1920 * 1080 * 3);
    const number = (left: number, top: number, width: number, height: number, value: number): void => {
      for (let row = top; row < top + height; row += 1) {
        for (let column = left; column < left + width; column += 1) samples[(row * 1920 + column) * 3] = value;
      }
    };
    number(500, 300, 160, 90, 1);
    number(1200, 400, 9, 9, 2);
    return writePng(place('png'), { width: 1920, height: 1080, samples });
  }
  const told = ['flange-1', 'bolt-2', 'hidden-3'];
  async function controlParts(): Promise<ComparisonTools['parts']> {
    const index = await indexPicture();
    return {
      materials: { 'flange-1': 'Brass', 'bolt-2': 'Chrome', 'hidden-3': 'Steel' },
      index: () => Promise.resolve({ path: index, parts: told, names: new Map([['bolt-2', 'Bolt M4']]) }),
    };
  }

  it('are named with their material, their share and their place', async () => {
    const candidate = await candidateOf(defects['a bolt of 9 x 9 pixels removed']!(product));
    const { comparison } = await compare('still_image', control, candidate, {}, { parts: await controlParts() });
    expect(comparison.parts).toEqual({
      ...{ known: true, parts: 3, backdrop: null },
      differing: [
        {
          ...{ partKey: 'bolt-2', name: 'Bolt M4', material: 'Chrome' },
          ...{ pixels: 81, differing: 81, maxDelta: comparison.metrics!.picture!.maxDelta, box: [1200, 400, 9, 9] },
        },
      ],
    });
  });

  it('come with the backdrop, the largest share first', async () => {
    const changed = defects['a bolt of 9 x 9 pixels removed']!(product);
    changed.samples.fill(0, (300 * 1920 + 499) * 3, (300 * 1920 + 502) * 3);
    const candidate = await candidateOf(changed);
    const { comparison } = await compare('still_image', control, candidate, {}, { parts: await controlParts() });
    expect(comparison.parts).toMatchObject({
      differing: [
        { partKey: 'bolt-2' },
        { partKey: 'flange-1', name: 'flange-1', differing: 2, box: [500, 300, 2, 1] },
      ],
      backdrop: { pixels: 1920 * 1080 - 160 * 90 - 81, differing: 1, box: [499, 300, 1, 1] },
    });
  });

  it('are kept up to a bound, those of the most pixels, with the count of the others', async () => {
    const candidate = await candidateOf(defects['a bolt of 9 x 9 pixels removed']!(product));
    const keys = Array.from({ length: 600 }, (_, index) => `part-${index + 1}`);
    const region = { maxDelta: 99, box: [0, 0, 1, 1] as [number, number, number, number] };
    const counted = keys.map((_, index) => ({ number: index + 1, pixels: 1000, differing: index + 1, ...region }));
    const { comparison } = await compare(
      'still_image',
      control,
      candidate,
      {},
      {
        comparators: { ...tools.comparators, parts: () => Promise.resolve(counted) },
        parts: {
          materials: Object.fromEntries(keys.map((key) => [key, 'Steel'])),
          index: () => Promise.resolve({ path: '', parts: keys, names: new Map([['part-600', 'x'.repeat(5000)]]) }),
        },
      },
    );
    const { parts } = comparison;
    if (!parts?.known) throw new Error(JSON.stringify(parts));
    expect(parts).toMatchObject({ parts: 600, more: 100 });
    expect(parts.differing).toHaveLength(500);
    expect(parts.differing[0]).toMatchObject({ partKey: 'part-600', name: 'x'.repeat(200) });
    expect(parts.differing.at(-1)).toMatchObject({ partKey: 'part-101' });
  });

  it('are 0 of all where no pixel is over the threshold, and no Blender is asked', async () => {
    for (const picture of [product, withNoise(product, 211)]) {
      const { comparison } = await compare('still_image', control, await candidateOf(picture));
      expect(comparison.parts).toEqual({ known: true, parts: 2, differing: [], backdrop: null });
    }
    const silent = { parts: { ...tools.parts, materials: null } };
    const { comparison } = await compare('still_image', control, control, {}, silent);
    expect(comparison.parts, 'the control does not say which').toMatchObject({ known: true, parts: 0, differing: [] });
  });

  it('that cannot be told are a reason and change no verdict', async () => {
    const candidate = await candidateOf(defects['a material swapped']!(product));
    const verdictWith = async (parts: Partial<ComparisonTools['parts']>) => {
      const result = await compare('still_image', control, candidate, {}, { parts: { ...tools.parts, ...parts } });
      return [result.comparison.verdict, result.heatMap !== null, result.comparison.parts] as const;
    };
    const wanted = (reason: string) => ['fail', true, { known: false, reason: `Parts could not be told: ${reason}` }];
    expect(await verdictWith({})).toEqual(wanted('There is no Blender. (blender.not_found)'));
    const names = new Map<string, string>();
    const small = await writePng(place('png'), { width: 2, height: 1, samples: new Uint8Array(6) });
    expect(await verdictWith({ index: () => Promise.resolve({ path: small, parts: told, names }) })).toEqual(
      wanted(
        'The index of the parts has 2 x 1 pixels, 3 channels and 8 bit, the pictures 1920 x 1080. (comparison.failed)',
      ),
    );
    const path = await indexPicture();
    expect(await verdictWith({ index: () => Promise.resolve({ path, parts: ['one'], names }) })).toEqual(
      wanted('The index names part 2 of 1. (comparison.failed)'),
    );
    expect(await verdictWith({ materials: null })).toEqual(wanted('The control does not say which parts it shows.'));
  });

  it('that are asked for when the time is over are not told, and the verdict stands', async () => {
    const stop = new AbortController();
    const candidate = await candidateOf(defects['a material swapped']!(product));
    const index = (): Promise<never> => {
      stop.abort('limit');
      return new Promise(() => undefined);
    };
    const { comparison, heatMap } = await compare(
      ...(['still_image', control, candidate, { signal: stop.signal }] as const),
      { parts: { ...tools.parts, index } },
    );
    expect(comparison).toMatchObject({
      ...{ verdict: 'fail', metrics: { picture: { pixelHashEqual: false } } },
      parts: { known: false, reason: expect.stringContaining('stopped before its end') },
    });
    expect(heatMap).not.toBeNull();
  });

  it('of comparisons that were stored before are not known', async () => {
    const { comparison } = await compare('still_image', control, control);
    const { parts, ...older } = comparison;
    expect(parts).not.toBeNull();
    expect(comparisonSchema.parse(older)).toEqual({ ...comparison, parts: null });
  });
});

describe('a pair of pictures that are not of one kind fails', () => {
  const small = async (make: (image: Sharp) => Sharp): Promise<ComparedOutput> => {
    const path = place('png');
    await make(sharp({ create: { width: 64, height: 36, channels: 3, background: '#456' } }))
      .png()
      .toFile(path);
    return output(path);
  };

  it.each<[string, (image: Sharp) => Sharp]>([
    ['dimensions.differ', (image) => image.resize(63, 36)],
    ['channels.differ', (image) => image.ensureAlpha()],
    ['depth.differs', (image) => image.toColourspace('rgb16')],
  ])('%s', async (code, make) => {
    const result = await compare('still_image', await small((image) => image), await small(make));
    expect(told(result)).toBe(`fail ${code} file.hash_differs`);
    expect(result.comparison.metrics).toBeNull();
    expect(result.heatMap).toBeNull();
  });
});

describe('no evidence is inconclusive', () => {
  it('without one side, or both', async () => {
    expect(told(await compare('still_image', null, control))).toBe('inconclusive evidence.control_missing');
    expect(told(await compare('still_image', control, null))).toBe('inconclusive evidence.candidate_missing');
    expect(told(await compare('still_image', null, null))).toBe(
      'inconclusive evidence.control_missing evidence.candidate_missing',
    );
    const gone = { ...control, path: join(folder, 'gone.png') };
    expect(told(await compare('still_image', control, gone))).toBe('inconclusive evidence.candidate_missing');
  });

  it('under other conditions, and the pixels are compared all the same', async () => {
    const other = await candidateOf(product, { seed: 8, deviceUsed: 'GPU CUDA Some Card' });
    const result = await compare('still_image', control, other);
    expect(told(result)).toBe('inconclusive conditions.device_differs conditions.seed_differs pixels.equal');
    expect(result.comparison.conditions).toContainEqual({ field: 'seed', control: '7', candidate: '8', equal: false });
    const elsewhere = { ...control, inputs: { ...inputs, materialsSha256: 'x' } };
    expect(told(await compare('still_image', control, elsewhere))).toBe(
      'inconclusive conditions.inputs_differ pixels.equal',
    );
  });

  it('of a file that is not the one that was made', async () => {
    const changed = { ...control, sha256: 'f'.repeat(64) };
    expect(told(await compare('still_image', changed, control))).toMatch(/^inconclusive evidence\.control_missing/);
    expect(told(await compare('still_image', control, changed))).toMatch(/^fail candidate\.damaged/);
  });

  it('but a hash that nobody recorded says nothing against a file', async () => {
    const result = await compare('still_image', control, { ...control, sha256: null });
    expect(told(result)).toBe('pass pixels.equal');
    expect(result.comparison.candidate.sha256).toBe(control.sha256);
  });

  it('when the comparator breaks, whatever it throws', async () => {
    for (const error of [new Error('out of paper'), new AppError('blender.crashed', 'Blender crashed.')]) {
      const comparators = { ...tools.comparators, pictures: () => Promise.reject(error) };
      const result = await compare('still_image', control, control, {}, { comparators });
      expect(told(result)).toBe('inconclusive evidence.comparator_failed');
    }
  });
});

describe('a pair of videos', () => {
  async function film(pictures: readonly string[], fps = 24): Promise<ComparedOutput> {
    const target = place('gif');
    await encodeGif(sharp, { frames: pictures, target, fps, width: 64, height: 36 });
    return output(target, { width: 64, height: 36, frames: pictures.length });
  }

  async function frames(count: number, change: Record<number, string> = {}): Promise<string[]> {
    const paths: string[] = [];
    for (let frame = 1; frame <= count; frame += 1) {
      const spot = { create: { width: 12, height: 9, channels: 3, background: change[frame] ?? '#b33' } } as const;
      const path = place('png');
      await sharp({ create: { width: 64, height: 36, channels: 3, background: '#cde' } })
        .composite([{ input: spot, left: frame * 4, top: 9 }])
        .png()
        .toFile(path);
      paths.push(path);
    }
    return paths;
  }

  it('with equal frames passes, and no decoded frame stays behind', async () => {
    const request = { folder: join(folder, 'videos') };
    const result = await compare('turntable_video', await film(await frames(5)), await film(await frames(5)), request);
    expect(told(result)).toBe('pass pixels.equal');
    expect(result.comparison.metrics?.video).toMatchObject({ frames: [5, 5], worstFrame: 1 });
    expect(readdirSync(request.folder)).toEqual(['heat_map.png']);
  });

  it('fails by one frame in which a material is another, and names it', async () => {
    const candidate = await film(await frames(5, { 4: '#3b3' }));
    const result = await compare('turntable_video', await film(await frames(5)), candidate);
    expect(told(result)).toMatch(/^fail pixels\.local_difference .*frames\.worst_above/);
    expect(result.comparison.metrics?.video).toMatchObject({ worstFrame: 4 });
    expect(result.comparison.metrics!.video!.perFrame.filter(({ maxDelta }) => maxDelta > 0)).toHaveLength(1);
    const { channels } = await sharp(result.heatMap!).stats();
    expect(channels[0]!.max).toBeGreaterThan(100);
  });

  it('fails by a frame that is missing, and by another rate', async () => {
    const control = await film(await frames(5));
    const shorter = { ...(await film(await frames(4))), core: control.core };
    expect(told(await compare('turntable_video', control, shorter))).toMatch(/^fail frames\.count_differs/);
    expect(told(await compare('turntable_video', control, await film(await frames(5), 12)))).toMatch(
      /^fail frames\.rate_differs/,
    );
  });

  it('fails when the candidate is cut short, or has fewer frames in it than it says', async () => {
    const control = await film(await frames(5));
    const half = place('gif');
    const whole = readFileSync(control.path);
    writeFileSync(half, whole.subarray(0, whole.length / 2));
    expect(told(await compare('turntable_video', control, output(half, control.core)))).toMatch(
      /^fail candidate\.damaged/,
    );
    const decodeVideo: ComparisonTools['decodeVideo'] = async (path, target) =>
      (await tools.decodeVideo(path, target)).slice(0, target.endsWith('candidate') ? 3 : undefined);
    expect(told(await compare('turntable_video', control, control, {}, { decodeVideo }))).toBe(
      'fail candidate.damaged',
    );
  });
});

describe('a pair of scenes, and of models', () => {
  const file = (extension: string, text: string): ComparedOutput => {
    const path = place(extension);
    writeFileSync(path, text);
    return output(path);
  };

  it('.blend files are judged by their text', async () => {
    const scene = file('blend', 'object block\nobject pin\nend');
    expect(told(await compare('blend_asset', scene, file('blend', 'object pin\nobject block\nend')))).toBe(
      'pass blend.equal file.hash_differs',
    );
    const result = await compare('blend_asset', scene, file('blend', 'object block\nend'));
    expect(told(result)).toBe('fail blend.differs file.hash_differs');
    expect(result.comparison.metrics?.blend?.onlyControl).toEqual(['object pin']);
    expect(told(await compare('blend_asset', scene, file('blend', 'object bl')))).toMatch(/^fail candidate\.damaged/);
  });

  it('models are judged by their bytes', async () => {
    const model = file('glb', 'model');
    expect(told(await compare('model_export', model, file('glb', 'model')))).toBe('pass model.equal');
    expect(told(await compare('model_export', model, file('glb', 'another')))).toBe(
      'fail model.differs file.hash_differs',
    );
  });
});

describe('a fault in the comparator', () => {
  const fault = (kind: 'exception' | 'hang' | 'corrupt', phase: 'before' | 'during' | 'after') => ({
    faults: [{ at: 'comparator', kind, phase }],
  });

  it.each(['before', 'during', 'after'] as const)('thrown %s the comparison is no evidence', async (phase) => {
    const result = await compare('still_image', control, control, fault('exception', phase));
    expect(told(result)).toBe('inconclusive evidence.comparator_failed');
  });

  it('of another node is none of its business', async () => {
    const faults = [{ at: 'still', kind: 'exception', phase: 'during' }] as const;
    expect(told(await compare('still_image', control, control, { faults }))).toBe('pass pixels.equal');
  });

  it('that corrupts the candidate is a damaged candidate; the file itself stays whole', async () => {
    const result = await compare('still_image', control, control, fault('corrupt', 'during'));
    expect(told(result)).toBe('fail candidate.damaged file.hash_differs');
    expect(output(control.path).sha256).toBe(control.sha256);
  });

  it('that hangs ends with the cancellation, which alone is an error', async () => {
    const abort = new AbortController();
    const hanging = compare('still_image', control, control, { ...fault('hang', 'during'), signal: abort.signal });
    abort.abort();
    await expect(hanging).rejects.toMatchObject({ code: 'app.cancelled' });
    await expect(compare('still_image', control, control, { signal: abort.signal })).rejects.toMatchObject({
      code: 'app.cancelled',
    });
  });
});
