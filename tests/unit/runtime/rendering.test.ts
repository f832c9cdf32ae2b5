import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RenderRequest } from '../../../electron/runtime/contracts/renderBackend.ts';
import type { ItemResult, RenderConditions } from '../../../electron/runtime/contracts/renderBatch.ts';
import type { RenderJob, SceneRequest } from '../../../electron/runtime/contracts/renderServices.ts';
import { createRenderServices } from '../../../electron/runtime/rendering/createRenderServices.ts';
import { JobProgress } from '../../../electron/runtime/rendering/jobProgress.ts';
import { RETRY_LIMIT, retryDelay } from '../../../electron/runtime/rendering/retryPolicy.ts';
import { describeScene } from '../../../electron/runtime/rendering/sceneDescription.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import type { ErrorCode } from '../../../shared/errors/errorCatalogue.ts';
import { shippedMaterials, shippedTemplate } from '../../support/blenderStand.ts';
import { expectAppError } from '../../support/expectAppError.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hartomat-rendering-'));
  writeFileSync(join(folder, 'model.glb'), 'a model');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function aScene(change: Partial<SceneRequest> = {}): SceneRequest {
  return {
    glb: { path: join(folder, 'model.glb'), sha256: 'ab12' },
    parts: 2,
    template: { value: shippedTemplate('white_studio'), sha256: 'template', blendPath: null },
    materials: shippedMaterials().slice(0, 2),
    assignments: { ring: 'steel' },
    ...change,
  };
}

const conditions: RenderConditions = {
  ...{ engine: 'cycles', device: 'cpu', samples: 2, seed: 7, denoise: false, width: 96, height: 54 },
  ...{ transparent: false, threads: 0 },
};

function aJob(change: Partial<RenderJob> = {}): { job: RenderJob; fractions: number[]; pauses: number[] } {
  const fractions: number[] = [];
  const job: RenderJob = {
    folder: join(folder, 'job'),
    runtime: {
      ...{ id: 'blender', kind: 'program', version: '4.5.15', executable: '/opt/blender', prefixArguments: [] },
      ...{ environment: {}, origin: 'provisioned', usable: true, problem: null },
    },
    priority: 'normal',
    threads: 0,
    limits: { wallSeconds: 60, silenceSeconds: 30 },
    signal: new AbortController().signal,
    sink: {
      log: () => undefined,
      progress: (fraction) => fractions.push(fraction),
      started: () => undefined,
      retried: () => undefined,
    },
    ...change,
  };
  return { job, fractions, pauses: [] };
}

/** Services on a backend that keeps what it is asked and answers as it is told. */
function services(answer: (request: RenderRequest) => Promise<Partial<ItemResult>[]>): {
  render: ReturnType<typeof createRenderServices>;
  asked: RenderRequest[];
  pauses: number[];
} {
  const [asked, pauses]: [RenderRequest[], number[]] = [[], []];
  const render = createRenderServices({
    backend: () => ({
      name: 'told',
      close: () => Promise.resolve(),
      run: async (request) => {
        asked.push(request);
        return { results: (await answer(request)) as ItemResult[], exitCode: null, warm: false };
      },
    }),
    pictures: { verify: () => Promise.reject(new AppError('media.undecodable', 'It is no picture.')) },
    gif: () => Promise.resolve(),
    describeVideo: () => Promise.reject(new AppError('media.video_damaged', 'It is no video.')),
    pause: (milliseconds) => Promise.resolve(void pauses.push(milliseconds)),
  });
  return { render, asked, pauses };
}

const failing = (code: ErrorCode) => (): Promise<never> => Promise.reject(new AppError(code, 'It failed.'));

describe('a scene for Blender', () => {
  it('has the default camera of its template unless another one is asked for', () => {
    const { value } = aScene().template;
    expect(describeScene(aScene(), null).scene.camera).toMatchObject({ id: value.defaultCamera });
    const other = value.cameras.find((camera) => camera.id !== value.defaultCamera)?.id ?? '';
    expect(describeScene(aScene(), other).scene.camera).toMatchObject({ id: other });
  });

  it('names a camera of a .blend and brings the file along', () => {
    const { studio: _, ...rest } = shippedTemplate('white_studio');
    const cameras = [{ id: 'hero', name: 'Hero Camera', azimuth: 0, elevation: 0, focalLength: null }];
    const value = { ...rest, kind: 'blend' as const, blendSha256: 'cd34', cameras, defaultCamera: 'hero' };
    const blendPath = join(folder, 'template.blend');
    const { scene, inputs } = describeScene(aScene({ template: { value, sha256: 'other', blendPath } }), null);
    expect(scene).toMatchObject({ template: { blend: 'inputs/cd34.blend' }, camera: { name: 'Hero Camera' } });
    expect(inputs.map((input) => `${input.sha256}.${input.extension}`)).toEqual(['ab12.glb', 'cd34.blend']);
    const absent = aScene({ template: { value, sha256: 'other', blendPath: null } });
    expect(() => describeScene(absent, null)).toThrow(expect.objectContaining({ code: 'template.missing_file' }));
  });

  it('is refused for a camera that the template does not have, with those that it has', () => {
    expect(() => describeScene(aScene(), 'moon')).toThrow(/'moon' is not a camera/);
  });
});

describe('another try', () => {
  it.each(['blender.crashed', 'blender.output_truncated', 'media.encode_failed', 'media.blend_damaged'] as const)(
    'follows %s, later each time, up to the limit',
    (code) => {
      const delays = [1, 2, 3].map((failures) => retryDelay(new AppError(code, 'It failed.'), failures));
      expect(delays).toEqual([1000, 4000, null]);
      expect(RETRY_LIMIT).toBe(2);
    },
  );

  it.each([
    'blender.scene_error',
    'blender.missing_file',
    'file.disk_full',
    'app.cancelled',
    'camera.unknown',
  ] as const)('does not follow %s: it would end the same', async (code) => {
    const { render, asked } = services(failing(code));
    await expectAppError(render.stills(aJob().job, { scene: aScene(), conditions, cameras: [null] }), code);
    expect(asked).toHaveLength(1);
  });

  it('has a folder, a key and a process of its own', async () => {
    const { render, asked, pauses } = services(failing('blender.crashed'));
    const { job } = aJob();
    await expectAppError(render.stills(job, { scene: aScene(), conditions, cameras: [null] }), 'blender.crashed');
    expect(asked.map((request) => request.isolated)).toEqual([false, true, true]);
    expect(new Set(asked.map((request) => request.batch.batchKey)).size).toBe(3);
    expect(readdirSync(job.folder)).toEqual(['try-1', 'try-2', 'try-3']);
    expect(pauses).toEqual([1000, 4000]);
    await expect(render.stills(job, { scene: aScene(), conditions, cameras: [null] })).rejects.toThrow();
    expect(readdirSync(job.folder), 'a later start takes no result of an earlier one').toContain('try-6');
  });

  it('does not come once the job is cancelled', async () => {
    const stop = new AbortController();
    const { render, asked } = services(() => {
      stop.abort();
      return failing('blender.crashed')();
    });
    const { job } = aJob({ signal: stop.signal });
    await expect(render.countParts(job, aScene().glb)).rejects.toThrow();
    expect(asked).toHaveLength(1);
    await expectAppError(render.countParts(job, aScene().glb), 'app.cancelled');
    expect(asked).toHaveLength(1);
  });
});

describe('a batch', () => {
  it('asks for a quick preview only of pictures that take long', async () => {
    const { render, asked } = services(failing('blender.scene_error'));
    for (const samples of [2, 20_000])
      await expect(
        render.stills(aJob().job, { scene: aScene(), conditions: { ...conditions, samples }, cameras: [null] }),
      ).rejects.toThrow();
    expect(asked.map(({ batch }) => batch.items[0])).toMatchObject([{ preview: false }, { preview: true }]);
  });

  it('of EEVEE gets a process of its own', async () => {
    const { render, asked } = services(failing('blender.scene_error'));
    const eevee: RenderConditions = { ...conditions, engine: 'eevee' };
    await expect(render.stills(aJob().job, { scene: aScene(), conditions: eevee, cameras: [null] })).rejects.toThrow();
    expect(asked[0]?.isolated).toBe(true);
  });

  it('whose answer lacks a result, or what was rendered, is no success', async () => {
    const { render } = services(() => Promise.resolve([]));
    const request = { scene: aScene(), conditions, cameras: [null] };
    await expectAppError(render.stills(aJob().job, request), 'blender.protocol');
    const output = { name: 'still', file: 'a.png', bytes: 1, sha256: 'x' };
    const silent = services(() => Promise.resolve([{ status: 'ok', error: null, outputs: [output], actual: null }]));
    await expectAppError(silent.render.stills(aJob().job, request), 'blender.protocol');
  });

  it('that cannot be written says so before any Blender is bothered', async () => {
    const { render, asked } = services(() => Promise.resolve([]));
    const { job } = aJob({ folder: join(folder, 'model.glb', 'job') });
    await expectAppError(render.countParts(job, aScene().glb), 'file.output_unwritable');
    await expectAppError(
      render.countParts(aJob().job, { path: join(folder, 'absent.glb'), sha256: 'x' }),
      'file.missing',
    );
    expect(asked).toEqual([]);
  });
});

it('progress joins the items of all tries and never runs backwards', () => {
  const { job, fractions } = aJob();
  const listen = new JobProgress(job).listen((itemId) => ({
    ...{ start: itemId === 'b' ? 0.5 : 0, share: 0.5 },
    words: () => 'At work',
  }));
  const tell = (itemId: string, fraction: number): void =>
    listen({ type: 'progress', itemId, fraction, sample: 1, samples: 2, remainingSeconds: null });
  for (const [itemId, fraction] of [
    ['a', 0.5],
    ['a', 1],
    ['b', 0.5],
    ['a', 0.2],
    ['b', 0.9],
  ] as const)
    tell(itemId, fraction);
  expect(fractions).toEqual([0.25, 0.5, 0.75, 0.75, 0.95]);
});
