import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RenderConditions } from '../../../electron/runtime/contracts/renderBatch.ts';
import type { SceneRequest } from '../../../electron/runtime/contracts/renderServices.ts';
import { conditionsOfOrder } from '../../../electron/runtime/legacy/sceneOfOrder.ts';
import type { InvocationProfile } from '../../../shared/domain/outputType.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import { expectAppError } from '../../support/expectAppError.ts';
import { shippedTemplate } from '../../support/blenderStand.ts';
import { NodeStage } from '../../support/nodeStage.ts';
import { aDispatchOrder } from '../runtime/aDispatchOrder.ts';

let stage: NodeStage;

beforeAll(async () => {
  stage = await NodeStage.open('twoBoxes');
});

afterEach(() => stage.reset());
afterAll(() => stage.close());

interface Asked {
  scene: SceneRequest;
  conditions: RenderConditions;
  cameras: (string | null)[];
  camera: string | null;
  turntable: Record<string, unknown>;
  compress: boolean;
}

async function play(change: Partial<InvocationProfile> = {}, settings = {}, template = 'white_studio') {
  return {
    inputs: {
      order_line: stage.orderLine(change),
      glb: await stage.glb(),
      template: stage.template(template),
      material_map: stage.materialMap(),
    },
    settings,
  };
}

const renderers = [
  ['blender_still', 'stills'],
  ['blender_turntable', 'turntable'],
  ['export_blend', 'exportBlend'],
] as const;

describe.each(renderers)('%s', (type, service) => {
  it.each([
    ['white_studio', 'template'],
    ['white_studio', 'transparent'],
    ['cut_out', 'template'],
  ] as const)('renders under the conditions of the fixed pipeline (%s, background %s)', async (id, background) => {
    const profile = { background, frames: 2 };
    await stage.run(type, await play(profile, {}, id));
    const order = aDispatchOrder({ template: { value: shippedTemplate(id), sha256: 't', blendPath: null } });
    const legacy = {
      ...order,
      outputType: { ...order.outputType, profile: { ...order.outputType.profile, ...profile } },
    };
    expect(stage.asked<Asked>(service)[0]?.conditions).toEqual(conditionsOfOrder(legacy));
  });

  it('puts in front of the camera what is connected', async () => {
    const { inputs } = await play();
    await stage.run(type, await play({ frames: 2 }));
    const scene = stage.asked<Asked>(service)[0]?.scene;
    expect(scene).toEqual({
      glb: { path: stage.glbPath, sha256: inputs.glb.files[0]?.sha256 },
      parts: 2,
      template: { value: inputs.template.data.template, sha256: 'of white_studio', blendPath: null },
      materials: inputs.material_map.data.materials,
      assignments: inputs.material_map.data.assignments,
    });
  });

  it('gives Blender the file of a .blend template', async () => {
    const { inputs } = await play({ frames: 2 });
    const template = {
      ...inputs.template,
      data: { ...inputs.template.data, template: { ...shippedTemplate('white_studio'), kind: 'blend' as const } },
      files: [await stage.written('blend', 'studio.blend', 'a studio')],
    };
    await stage.run(type, { inputs: { ...inputs, template } });
    expect(stage.asked<Asked>(service)[0]?.scene.template.blendPath).toBe(template.files[0]?.path);
  });

  it('puts its own settings over those of the order', async () => {
    const settings = { width: 40, height: 20, samples: 5, seed: 11, engine: 'eevee', camera: 'front' };
    await stage.run(type, await play({ frames: 2 }, settings));
    const [asked] = stage.asked<Asked>(service);
    const { camera, ...conditions } = settings;
    expect(asked?.conditions).toMatchObject(conditions);
    expect(asked?.cameras?.[0] ?? asked?.camera).toBe(camera);
  });

  it.each(['camera.unknown', 'blender.crashed', 'blender.output_uniform'] as const)('passes on %s', async (code) => {
    stage.calls.failures.set(service, new AppError(code, 'It did not work.'));
    await expectAppError(stage.run(type, await play()), code);
  });
});

describe('blender_still', () => {
  it('gives the picture with what made it', async () => {
    const { image } = await stage.run('blender_still', await play());
    expect(image?.data).toMatchObject({
      width: 96,
      height: 54,
      made: { origin: { template: { id: 'white_studio' } } },
    });
    expect(image?.data).toMatchObject({ made: { origin: { materials: stage.materialMap().data.assignments } } });
  });

  it('takes switches of its own also when they say no', async () => {
    const settings = { transparent: false, denoise: true, device: 'gpu' };
    await stage.run('blender_still', await play({ background: 'transparent' }, settings));
    expect(stage.asked<Asked>('stills')[0]?.conditions).toMatchObject(settings);
  });

  const angles = ['front', 'three_quarter', 'front'];

  it('makes one sheet of several ordered angles, as the fixed pipeline does', async () => {
    const { image } = await stage.run('blender_still', await play({ angles }));
    expect(stage.asked<Asked>('stills')[0]?.cameras).toEqual(angles);
    const [sheet] = stage.asked<{ sources: string[] }>('compose');
    expect(sheet).toMatchObject({ mode: 'sheet', columns: 0, gap: 16, background: '#ffffff' });
    expect(sheet?.sources).toHaveLength(3);
    expect(image?.data).toMatchObject({ width: 2 * 96 + 3 * 16, height: 2 * 54 + 3 * 16 });
  });

  it.each([
    ['its own camera wins over the angles', { angles }, { camera: 'front' }, ['front']],
    ['one angle is no sheet', { angles: ['front'], camera: null }, {}, [null]],
  ])('%s', async (_what, profile, settings, cameras) => {
    await stage.run('blender_still', await play(profile, settings));
    expect(stage.asked<Asked>('stills')[0]?.cameras).toEqual(cameras);
    expect(stage.asked('compose')).toEqual([]);
  });

  it('does not take an empty answer for a picture', async () => {
    stage.calls.answers.set('stills', []);
    await expectAppError(stage.run('blender_still', await play()), 'blender.output_missing');
  });
});

describe('blender_turntable', () => {
  it('gives the ordered frames in their order and says how many were kept', async () => {
    const { frames } = await stage.run('blender_turntable', await play({ frames: 3, fps: 12, degrees: 90 }));
    expect(frames?.data).toMatchObject({ width: 96, height: 54, count: 3, fps: 12 });
    expect(frames?.files.map(({ name }) => name)).toEqual(['frame_0001', 'frame_0002', 'frame_0003']);
    expect(new Set(frames?.files.map(({ sha256 }) => sha256)).size).toBe(3);
    const turntable = { frames: 3, degrees: 90, direction: 'counterclockwise' };
    expect(stage.asked<Asked>('turntable')[0]?.turntable).toEqual(turntable);
    expect(stage.logs).toEqual(['info: 1 of 3 frames were there already and were kept.']);
  });

  it('goes around as its settings say', async () => {
    const settings = { frames: 2, degrees: 180, direction: 'clockwise', fps: 30 };
    const { frames } = await stage.run('blender_turntable', await play({}, settings));
    const { fps, ...turntable } = settings;
    expect(stage.asked<Asked>('turntable')[0]?.turntable).toEqual(turntable);
    expect(frames?.data).toMatchObject({ fps });
  });

  it('does not go on with frames missing', async () => {
    stage.calls.answers.set('turntable', []);
    const error = await expectAppError(
      stage.run('blender_turntable', await play({ frames: 4 })),
      'blender.output_missing',
    );
    expect(error.message).toBe('0 of 4 frames are there.');
  });
});

describe('encode_video', () => {
  const videoType = { code: 'turn', artifactKind: 'turntable_video' as const, format: 'webm' };

  it('encodes as the output type says, at the rate of the frames', async () => {
    const inputs = { frames: await stage.frames(3) };
    const { video } = await stage.run('encode_video', { inputs, subject: { outputType: videoType } });
    expect(video?.data).toEqual({ width: 24, height: 16, frames: 3, fps: 12, format: 'webm', made: stage.made });
    expect(video?.files).toMatchObject([{ name: 'video', extension: 'webm' }]);
    const frames = inputs.frames.files.map(({ path, sha256 }) => ({ path, sha256 }));
    expect(stage.asked('encodeVideo')[0]).toMatchObject({ frames, fps: 12, format: 'webm', quality: 80 });
  });

  it('encodes as its settings say', async () => {
    const settings = { format: 'gif', fps: 5, quality: 30 };
    const { video } = await stage.run('encode_video', { inputs: { frames: await stage.frames() }, settings });
    expect(video?.data).toMatchObject({ format: 'gif', fps: 5 });
    expect(stage.asked('encodeVideo')[0]).toMatchObject(settings);
  });

  it('refuses to guess a format when the output type is no video', async () => {
    const error = await expectAppError(
      stage.run('encode_video', { inputs: { frames: await stage.frames() } }),
      'output_type.invalid_contract',
    );
    expect(error.message).toContain('png');
  });

  it.each(['media.encode_failed', 'media.video_damaged'] as const)('passes on %s', async (code) => {
    stage.calls.failures.set('encodeVideo', new AppError(code, 'It did not work.'));
    const run = { inputs: { frames: await stage.frames() }, subject: { outputType: videoType } };
    await expectAppError(stage.run('encode_video', run), code);
  });
});

describe('export_blend', () => {
  it('gives the file and what it holds', async () => {
    const { blend } = await stage.run('export_blend', await play({}, { compress: false }));
    expect(blend?.data).toMatchObject({ parts: 2, made: { origin: { template: { id: 'white_studio' } } } });
    expect(blend?.files.map(({ name }) => name)).toEqual(['blend', 'canonical']);
    expect(stage.asked<Asked>('exportBlend')[0]).toMatchObject({ compress: false, camera: 'three_quarter' });
  });

  it('passes on that the file does not hold what it should', async () => {
    stage.calls.failures.set('exportBlend', new AppError('media.blend_damaged', 'It holds 1 of 2 parts.'));
    await expectAppError(stage.run('export_blend', await play()), 'media.blend_damaged');
  });
});
