import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RenderServices } from '../../../electron/runtime/contracts/renderServices.ts';
import { expectAppError } from '../../support/expectAppError.ts';
import { faultyResources } from '../../support/faultyResources.ts';
import { RenderStand, tinyConditions } from '../../support/renderStand.ts';

type Request = Parameters<RenderServices['stills']>[1];

let stand: RenderStand;
let cameras: string[];

beforeAll(async () => {
  stand = await RenderStand.open();
  cameras = stand
    .scene()
    .template.value.cameras.slice(0, 3)
    .map((camera) => camera.id);
}, 60_000);

afterAll(() => stand?.close());

const request = (change: Partial<Request> = {}): Request => ({
  ...{ scene: stand.scene(), conditions: tinyConditions(), cameras },
  ...change,
});

describe('stills of one product', () => {
  it('come in the order of the cameras, from one Blender, with what they were made with', async () => {
    const { job, told } = stand.job();
    const { pictures, use } = await stand.render.stills(job, request());
    expect(pictures).toHaveLength(3);
    expect(new Set(pictures.map((picture) => picture.pixelHash)).size).toBe(3);
    expect(pictures[0]).toMatchObject({ width: 96, height: 54, actual: { partObjects: 3, seed: 7 } });
    expect(told.pids).toHaveLength(1);
    expect(use).toMatchObject({ tries: 1, exitCode: null });
    expect(use.cpuSeconds).toBeGreaterThan(0);
    expect(told.fractions).toEqual([...told.fractions].sort((a, b) => a - b));
    expect(told.messages.join('\n')).toMatch(/Picture 3 of 3, sample \d of 2/);
    const [, second = null] = cameras;
    const alone = await stand.render.stills(stand.job().job, request({ cameras: [second] }));
    expect(alone.pictures[0]?.pixelHash).toBe(pictures[1]?.pixelHash);
  });

  it('are tried again only where one failed, in a fresh Blender', async () => {
    const render = stand.servicesOn(faultyResources(stand.blender.folder, 'stumbles'));
    const { job, told } = stand.job();
    const { pictures, use } = await render.stills(job, request());
    expect(told.retried).toEqual(['blender.protocol 2']);
    expect(use.tries).toBe(2);
    expect(new Set(told.pids).size).toBe(2);
    const tries = pictures.map((picture) => /try-(\d)/.exec(picture.path)?.[1]);
    expect(tries).toEqual(['1', '2', '1']);
    const honest = await stand.render.stills(stand.job().job, request());
    expect(pictures.map((picture) => picture.pixelHash)).toEqual(honest.pictures.map((picture) => picture.pixelHash));
  });

  it('end when they are cancelled', async () => {
    const stop = new AbortController();
    const { job } = stand.job({ signal: stop.signal, onMessage: (message) => message === 'Rendering' && stop.abort() });
    const conditions = tinyConditions({ width: 1280, height: 720, samples: 2000 });
    await expectAppError(stand.render.stills(job, request({ conditions })), 'app.cancelled');
  });

  it('do not count when they are one flat colour', async () => {
    const { value } = stand.scene().template;
    if (!value.studio) throw new Error('The template is a studio.');
    const studio = { ...value.studio, backdrop: '#000000', worldStrength: 0, ground: 'none' as const };
    const dark = { ...value, studio: { ...studio, lights: studio.lights.map((light) => ({ ...light, power: 0 })) } };
    const { job, told } = stand.job();
    const scene = stand.scene({ template: { value: dark, sha256: 'dark', blendPath: null } });
    await expectAppError(stand.render.stills(job, request({ scene, cameras: [null] })), 'blender.output_uniform');
    expect(told.retried).toEqual([]);
  });
});
